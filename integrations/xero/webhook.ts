import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { BooksEvent, BooksWebhook, RecordKind } from '../books.ts';
import { refused } from './errors.ts';
import { overpayments, prepayments } from './to-payment.ts';

export function createWebhook(webhookKeys: readonly string[]): BooksWebhook {
  return {
    verify: (body, headers) => {
      const given = headers['x-xero-signature'];
      return typeof given === 'string' && webhookKeys.some((key) => signed(body, key, given));
    },
    parse,
  };
}

/** The key is the text as the portal shows it, though it looks like base64; the message is the raw bytes (facts: Xero 6.2). */
function signed(body: Buffer, key: string, given: string): boolean {
  const expected = Buffer.from(createHmac('sha256', key).update(body).digest('base64'));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

const postSchema = z.object({ events: z.array(z.unknown()) });

const eventSchema = z.object({
  resourceId: z.string().min(1),
  tenantId: z.string().min(1),
  eventCategory: z.string(),
  eventType: z.string(),
  eventDateUtc: z.string(),
});
type XeroEvent = z.infer<typeof eventSchema>;

/**
 * A post without events is the handshake "intent to receive", whose sequence numbers are zero; it has its answer by its signature alone
 * (facts: Xero 6.3). One event of an unknown form must not take the others with it, which may be other organisations'; the sweep finds
 * what it meant.
 */
function parse(body: Buffer): BooksEvent[] {
  const post = postSchema.safeParse(parseJson(body));
  if (!post.success) throw unreadable();
  const { events } = post.data;
  const known = events.flatMap((item) => {
    const event = eventSchema.safeParse(item);
    return event.success ? [toEvent(event.data)] : [];
  });
  if (events.length > 0 && known.length === 0) throw unreadable();
  return known;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw unreadable();
  }
}

function unreadable() {
  return refused('xero.webhook-unreadable', 'the body has no known form');
}

/** The address that an event names is never called: it may lack the id, and anybody could sign nothing else (facts: Xero 6.1). */
function toEvent(event: XeroEvent): BooksEvent {
  const category = event.eventCategory.toUpperCase();
  const type = event.eventType.toLowerCase();
  const { kind, prefix } = categories.get(category) ?? { kind: 'other', prefix: '' };
  return {
    eventId: idOf([event.tenantId, event.resourceId, category, type, event.eventDateUtc]),
    booksId: event.tenantId,
    kind,
    recordId: prefix + event.resourceId,
    verb: verbs.get(type) ?? 'other',
    at: toInstant(event.eventDateUtc),
  };
}

/** Events have no id of their own; delivered twice, they say the same (facts: Xero 6.4). */
function idOf(parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Without a zone it is UTC; three decimals are enough for an instant of ours. */
function toInstant(time: string): string {
  const short = time.replace(/(\.\d{3})\d+/, '$1');
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(short) ? short : `${short}Z`;
}

const categories = new Map<string, { kind: RecordKind; prefix: string }>([
  ['INVOICE', { kind: 'invoice', prefix: '' }],
  ['CONTACT', { kind: 'customer', prefix: '' }],
  ['CREDITNOTE', { kind: 'credit', prefix: '' }],
  ['OVERPAYMENT', { kind: 'payment', prefix: overpayments.prefix }],
  ['PREPAYMENT', { kind: 'payment', prefix: prepayments.prefix }],
]);

const verbs = new Map<string, BooksEvent['verb']>([
  ['create', 'created'],
  ['update', 'updated'],
]);
