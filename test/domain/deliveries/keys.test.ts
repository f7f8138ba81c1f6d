import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';

const subject = { invoiceId: '1042', ruleId: 'r', stepId: 's', channel: 'email' };

describe('deliveryKey', () => {
  it('is the same for the same step of the same invoice (E44)', () => {
    expect(deliveryKey(subject)).toBe('reminder:email:r:s:1042');
    expect(deliveryKey({ ...subject })).toBe(deliveryKey(subject));
  });

  it('differs as soon as anything it is about differs', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ':', '%', '/', 'é') });
    const some = fc.record({ invoiceId: text, ruleId: text, stepId: text, channel: text });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const isSame = JSON.stringify(a) === JSON.stringify(b);
        expect(deliveryKey(a) === deliveryKey(b)).toBe(isSame);
      }),
      { numRuns: 500 },
    );
  });
});
