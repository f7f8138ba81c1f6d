import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, instant } from './people.ts';

/** A verified webhook body as it came in. May speak of several organisations, so it belongs to none. Only an inbound mail has amounts or names inside; whose it is, is not known before it was read. */
export const webhookPost = pgTable(
  'webhook_post',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    provider: text().notNull(),
    bodyHash: bytes().notNull(),
    body: bytes().notNull(),
    receivedAt: instant().notNull(),
    state: text().$type<'received' | 'processed' | 'unreadable'>().notNull(),
    /** Not before; later than received when it could not be worked off at once. */
    availableAt: instant()
      .notNull()
      .default(sql`now()`),
    tries: integer().notNull().default(0),
  },
  (t) => [
    unique('webhook_post_body').on(t.provider, t.bodyHash),
    index('webhook_post_received')
      .on(t.id)
      .where(sql`state = 'received'`),
    index('webhook_post_kept')
      .on(t.receivedAt)
      .where(sql`octet_length(body) > 0`),
  ],
);

/** Events already turned into work: a repeated one does nothing. */
export const webhookEvent = pgTable(
  'webhook_event',
  {
    provider: text().notNull(),
    eventId: text().notNull(),
    receivedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.eventId] }),
    index('webhook_event_received').on(t.receivedAt),
  ],
);

/**
 * Work that must happen, written in the transaction that makes it necessary. The queue only wakes workers: losing the whole queue loses
 * nothing, because the relay finds these rows again. Ids only in `payload`.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null for work that is not yet known to belong to an organisation (webhook posts). */
    organisationId: uuid(),
    name: text().notNull(),
    /** What the work is about; one waiting row per name and key. */
    key: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text().$type<'waiting' | 'queued' | 'failed'>().notNull().default('waiting'),
    availableAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    queuedAt: instant(),
    lastError: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('outbox_waiting_key')
      .on(t.organisationId, t.name, t.key)
      .where(sql`state = 'waiting'`),
    index('outbox_waiting')
      .on(t.availableAt)
      .where(sql`state = 'waiting'`),
    index('outbox_queued')
      .on(t.queuedAt)
      .where(sql`state = 'queued'`),
  ],
);
