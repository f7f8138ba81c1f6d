import { describe, expect, it } from '@jest/globals';
import { asId, type DeliveryId, type OrganisationId } from '../../../../domain/ids.ts';
import { Secrets } from '../../../../server/secrets.ts';
import {
  readUnsubscribeToken,
  unsubscribeToken,
} from '../../../../server/services/unsubscribe/token.ts';

const secrets = new Secrets(['a'.repeat(40)]);
const ref = {
  organisationId: asId<OrganisationId>('7d2b5c1e-0000-4000-8000-000000000001'),
  deliveryId: asId<DeliveryId>('3f6c1f2e-8f4b-4a53-9a43-0d6a4d8a7c01'),
};
const token = unsubscribeToken(secrets, ref);

describe('the token of an unsubscribe link', () => {
  it('names its message, the same for every try, and fits a header', () => {
    expect(readUnsubscribeToken(secrets, token)).toEqual(ref);
    expect(unsubscribeToken(secrets, ref)).toBe(token);
    expect(token).toMatch(/^[\w-]{86}$/);
  });

  it('survives a change of the master secret while the former one is kept', () => {
    const after = new Secrets(['b'.repeat(40), 'a'.repeat(40)]);
    expect(readUnsubscribeToken(after, token)).toEqual(ref);
    expect(readUnsubscribeToken(new Secrets(['b'.repeat(40)]), token)).toBeNull();
  });

  it('is worth nothing with any character changed, left out or added', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect([at, readUnsubscribeToken(secrets, changed)]).toEqual([at, null]);
    }
    for (const wrong of ['', token.slice(1), `${token}A`, `${token}=`, '../../etc/passwd'])
      expect(readUnsubscribeToken(secrets, wrong)).toBeNull();
  });
});
