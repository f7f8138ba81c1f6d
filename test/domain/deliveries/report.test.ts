import { describe, expect, it } from '@jest/globals';
import { needsPerson, provingKinds, reportKinds } from '../../../domain/deliveries/report.ts';

describe('a report', () => {
  it('of an open or a click proves nothing; every other one proves that the provider took the message', () => {
    const unproved = reportKinds.filter((kind) => !provingKinds.includes(kind));
    expect(unproved).toEqual(['opened', 'clicked']);
  });

  it('is a case for a person when somebody did not get the message or does not want it', () => {
    expect(reportKinds.filter(needsPerson)).toEqual([
      'bounced',
      'blocked',
      'dropped',
      'spam-report',
      'unsubscribed',
    ]);
  });
});
