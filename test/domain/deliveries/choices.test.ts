import { describe, expect, it } from '@jest/globals';
import { occurrenceIn } from '../../../domain/deliveries/choices.ts';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';

const subject = { invoiceId: '7:a', ruleId: 'r', stepId: 's', channel: 'email' };

describe('the month that a key is for', () => {
  it('is read from a summary’s key', () => {
    const key = deliveryKey({ ...subject, occurrenceOn: '2026-11-15' });
    expect(occurrenceIn(key, 'summary')).toBe('2026-11-15');
  });

  it('is none for any other message', () => {
    expect(occurrenceIn(deliveryKey(subject), 'overdue')).toBeNull();
  });
});
