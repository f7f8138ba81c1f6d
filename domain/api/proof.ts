import { z } from 'zod';
import { MessageEnvelope } from '../deliveries/envelope.ts';
import { outcomes } from '../deliveries/outcome.ts';
import { Day } from './common.ts';
import { DeliveryState, GateJson } from './invoices.ts';

/** One instant as the world has it, to the millisecond, and as the organisation's clock showed it. */
const Moment = z.object({ utc: z.iso.datetime(), local: z.string() });
export type Moment = z.infer<typeof Moment>;

/**
 * What Dunlin can show about one message (ux 4.6): who sent what to whom, when, why, and what was heard of it. It holds nothing about when
 * it was made, so that the same facts give the same bytes and the checksum that the PDF names.
 */
export const DeliveryProof = z.object({
  format: z.literal('dunlin-delivery-proof-1'),
  organisation: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
  customer: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  delivery: z.object({
    id: z.string(),
    channel: z.string(),
    state: DeliveryState,
    provider: z.string().nullable(),
    providerId: z.string().nullable(),
    messageId: z.string().nullable(),
    /** In the moment before the call. */
    handedOverAt: Moment,
    sentAt: Moment.nullable(),
  }),
  /** What the message is about: the invoice, or all that left together. */
  invoices: z.array(
    z.object({
      deliveryId: z.string(),
      id: z.string(),
      number: z.string().nullable(),
      plannedOn: Day,
      /** Null for an invoice that was sent itself. */
      rule: z.object({ id: z.string(), name: z.string(), version: z.number().int() }).nullable(),
      stepDays: z.number().int(),
      kind: z.string(),
      /** The gates as they were seen right before the call; null when that was not kept. */
      decision: z
        .object({
          at: Moment,
          ruleVersion: z.number().int(),
          gates: z.array(GateJson.extend({ name: z.string(), says: z.string() })),
        })
        .nullable(),
    }),
  ),
  message: z.object({
    language: z.enum(['en', 'fr']),
    /** Null for a message from before this was kept; `recipients` always has every address. */
    envelope: MessageEnvelope.nullable(),
    recipients: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    htmlSha256: z.string(),
    attachments: z.array(
      z.object({ fileName: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
    ),
  }),
  copies: z.array(
    z.object({ address: z.string(), outcome: z.enum(outcomes).nullable(), reason: z.string() }),
  ),
  evidence: z.array(
    z.object({
      kind: z.string(),
      source: z.string(),
      address: z.string().nullable(),
      at: Moment,
      raw: z.string(),
      rawKey: z.string(),
    }),
  ),
});
export type DeliveryProof = z.infer<typeof DeliveryProof>;
