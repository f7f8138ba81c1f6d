import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { BooksEvent, BooksWebhook, RecordKind } from '../books.ts';
import { refused } from './errors.ts';

export function createWebhook(verifierTokens: readonly string[]): BooksWebhook {
  return {
    verify: (body, headers) => {
      const given = headers['intuit-signature'];
      return (
        typeof given === 'string' && verifierTokens.some((token) => signed(body, token, given))
      );
    },
    parse,
  };
}

/** The key is the verifier token's text itself, the message the raw bytes (facts: QuickBooks 7.4). */
function signed(body: Buffer, token: string, given: string): boolean {
  const expected = Buffer.from(createHmac('sha256', token).update(body).digest('base64'));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

const cloudEvent = z.object({
  specversion: z.string(),
  id: z.string().min(1),
  type: z.string(),
  time: z.string(),
  intuitentityid: z.coerce.string(),
  intuitaccountid: z.coerce.string(),
});
type CloudEvent = z.infer<typeof cloudEvent>;

const legacyBody = z.object({
  eventNotifications: z.array(
    z.object({
      realmId: z.coerce.string(),
      dataChangeEvent: z.object({
        entities: z.array(
          z.object({
            name: z.string(),
            id: z.coerce.string(),
            operation: z.string(),
            lastUpdated: z.string(),
            deletedId: z.coerce.string().optional(),
          }),
        ),
      }),
    }),
  ),
});
type LegacyEntity = z.infer<
  typeof legacyBody
>['eventNotifications'][number]['dataChangeEvent']['entities'][number];

/** Both forms: CloudEvents, and the one delivered until July 2026, which stored posts may still have (facts: QuickBooks 7.2, 7.3). */
function parse(body: Buffer): BooksEvent[] {
  const json = parseJson(body);
  if (Array.isArray(json)) return fromCloudEvents(json);
  const legacy = legacyBody.safeParse(json);
  if (!legacy.success) throw unreadable();
  return legacy.data.eventNotifications.flatMap(({ realmId, dataChangeEvent }) =>
    dataChangeEvent.entities.flatMap((entity) => fromLegacy(realmId, entity)),
  );
}

/** One event of an unknown form must not take the others with it, which may be other companies'; the sweep finds what it meant. */
function fromCloudEvents(list: unknown[]): BooksEvent[] {
  const events = list.flatMap((item) => {
    const event = cloudEvent.safeParse(item);
    return event.success ? [fromCloudEvent(event.data)] : [];
  });
  if (list.length > 0 && events.length === 0) throw unreadable();
  return events;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw unreadable();
  }
}

function unreadable() {
  return refused('quickbooks.webhook-unreadable', 'the body has no known form');
}

function fromCloudEvent(event: CloudEvent): BooksEvent {
  const [, entity = '', verb = ''] = event.type.toLowerCase().split('.');
  return {
    eventId: event.id,
    booksId: event.intuitaccountid,
    kind: kinds.get(entity) ?? 'other',
    recordId: event.intuitentityid,
    verb: verbs.get(verb) ?? 'other',
    at: toMilliseconds(event.time),
  };
}

/** The old form has no event id, so one is made of all that it says. A merge names both customers; both are to be read again. */
function fromLegacy(realmId: string, entity: LegacyEntity): BooksEvent[] {
  const ids = entity.deletedId === undefined ? [entity.id] : [entity.id, entity.deletedId];
  return ids.map((recordId) => ({
    eventId: legacyId([realmId, entity.name, recordId, entity.operation, entity.lastUpdated]),
    booksId: realmId,
    kind: kinds.get(entity.name.toLowerCase()) ?? 'other',
    recordId,
    verb: verbs.get(entity.operation.toLowerCase()) ?? 'other',
    at: toMilliseconds(entity.lastUpdated),
  }));
}

function legacyId(parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Up to nine decimals come; three are enough for an instant of ours. */
function toMilliseconds(time: string): string {
  return time.replace(/(\.\d{3})\d+/, '$1');
}

const kinds = new Map<string, RecordKind>([
  ['invoice', 'invoice'],
  ['customer', 'customer'],
  ['term', 'term'],
  ['payment', 'payment'],
  ['creditmemo', 'credit'],
  ['refundreceipt', 'refund'],
  ['companyinfo', 'company'],
  ['preferences', 'company'],
]);

/** The wire says `void` where Intuit's list says `voided`; the old form says `Update` where the new one says `updated`. */
const verbs = new Map<string, BooksEvent['verb']>([
  ['created', 'created'],
  ['create', 'created'],
  ['updated', 'updated'],
  ['update', 'updated'],
  ['deleted', 'deleted'],
  ['delete', 'deleted'],
  ['merged', 'merged'],
  ['merge', 'merged'],
  ['voided', 'voided'],
  ['void', 'voided'],
  ['emailed', 'emailed'],
]);
