import {
  bigint,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './people.ts';
import { delivery } from './reminders.ts';

/** Where replies to one message go: `r+<token>@…`. Found across organisations, so it holds nothing but ids. */
export const replyAddress = pgTable(
  'reply_address',
  {
    token: text().primaryKey(),
    organisationId: uuid().notNull(),
    deliveryId: uuid().notNull(),
  },
  (t) => [
    index('reply_address_delivery').on(t.organisationId, t.deliveryId),
    foreignKey({
      columns: [t.organisationId, t.deliveryId],
      foreignColumns: [delivery.organisationId, delivery.id],
    }),
  ],
);

/** A person's answer to a message, and what became of its way on to the organisation. */
export const reply = pgTable(
  'reply',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    /** Names the mail, so that the same one counts once. */
    key: text().notNull(),
    deliveryId: uuid().notNull(),
    /** The post that holds the mail itself. */
    postId: bigint({ mode: 'number' }).notNull(),
    receivedAt: instant().notNull(),
    /** `none`: the organisation has no address; `called`: handed over, the answer is not there yet; `unknown`: it may have left. */
    forward: text()
      .$type<'none' | 'waiting' | 'called' | 'sent' | 'refused' | 'unknown'>()
      .notNull(),
    /** Set in the moment before the call. */
    calledAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique('reply_key').on(t.organisationId, t.key),
    foreignKey({
      columns: [t.organisationId, t.deliveryId],
      foreignColumns: [delivery.organisationId, delivery.id],
    }),
  ],
);
