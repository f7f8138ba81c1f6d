import { describe, expect, it } from '@jest/globals';
import { DeliveryProof } from '../../../domain/api/proof.ts';

const at = { utc: '2026-11-16T17:00:00.000Z', local: '2026-11-16 09:00:00 -08:00' };
const proof = {
  format: 'dunlin-delivery-proof-1',
  organisation: { id: 'o', name: 'Rose', timeZone: 'UTC' },
  customer: null,
  delivery: {
    id: 'd',
    channel: 'email',
    state: 'sent',
    provider: 'smtp',
    providerId: null,
    messageId: null,
    handedOverAt: at,
    sentAt: at,
  },
  invoices: [],
  message: {
    language: 'en',
    envelope: null,
    recipients: [],
    subject: '',
    text: '',
    html: '',
    htmlSha256: '',
    attachments: [],
  },
  copies: [],
  evidence: [],
};

describe('the shape of a proof', () => {
  it('names its format, so that a later one can differ', () => {
    expect(DeliveryProof.parse(proof)).toEqual(proof);
    expect(DeliveryProof.safeParse({ ...proof, format: 'other' }).success).toBe(false);
  });

  it('has every instant in UTC as well', () => {
    const delivery = { ...proof.delivery, handedOverAt: { ...at, utc: '2026-11-16' } };
    expect(DeliveryProof.safeParse({ ...proof, delivery }).success).toBe(false);
  });
});
