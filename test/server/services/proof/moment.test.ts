import { describe, expect, it } from '@jest/globals';
import { momentIn } from '../../../../server/services/proof/moment.ts';

describe('a moment as the organisation’s clock showed it', () => {
  it.each([
    ['Europe/Paris', '2026-07-01T22:05:09Z', '2026-07-02 00:05:09 +02:00 (Europe/Paris)'],
    ['Europe/Paris', '2026-11-27T08:05:09Z', '2026-11-27 09:05:09 +01:00 (Europe/Paris)'],
    ['America/St_Johns', '2026-11-27T08:05:09Z', '2026-11-27 04:35:09 -03:30 (America/St_Johns)'],
    ['UTC', '2026-11-27T00:00:00Z', '2026-11-27 00:00:00 +00:00 (UTC)'],
  ])('in %s at %s', (zone, utc, local) => {
    expect(momentIn(zone)(new Date(utc))).toEqual({ utc: new Date(utc).toISOString(), local });
  });
});
