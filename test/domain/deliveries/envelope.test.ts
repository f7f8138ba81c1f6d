import { describe, expect, it } from '@jest/globals';
import { MessageEnvelope } from '../../../domain/deliveries/envelope.ts';

describe('the envelope of a message', () => {
  const envelope = {
    from: { name: 'Craig’s', address: 'reminders@dunlin.example' },
    replyTo: null,
    to: ['a@b.example'],
    cc: [],
    bcc: [],
  };

  it('is read back as it was stored, without anything else of the message', () => {
    expect(MessageEnvelope.parse({ ...envelope, text: 'x' })).toEqual(envelope);
  });

  it('needs every kind of recipient, so that none is left out unnoticed', () => {
    expect(MessageEnvelope.safeParse({ ...envelope, bcc: undefined }).success).toBe(false);
  });
});
