import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './people.ts';

const day = () => date({ mode: 'string' });
const minor = () => bigint({ mode: 'number' });

/** What every record here has: an id, who made it and when, and a version against two people at once (ux 6.3). */
const record = () => ({
  organisationId: uuid().notNull(),
  id: uuid().notNull(),
  version: integer().notNull().default(1),
  createdAt: instant().notNull(),
  createdBy: text().notNull(),
});

/** Nothing is sent up to and including `untilOn`, or until somebody ends it. Several may overlap. */
export const mute = pgTable(
  'mute',
  {
    ...record(),
    level: text().$type<'organisation' | 'customer' | 'invoice'>().notNull(),
    /** Id of the customer or invoice in the books; empty for the whole organisation. */
    subjectId: text().notNull(),
    untilOn: day(),
    reason: text().notNull(),
    /** Day on which the customer replied, of a mute that Dunlin set because of that (E37); null: a person set it. */
    repliedOn: day(),
    endedAt: instant(),
    endedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('mute_open')
      .on(t.organisationId, t.level, t.subjectId)
      .where(sql`ended_at is null`),
  ],
);

/** A customer said when an invoice will be paid. */
export const promise = pgTable(
  'promise',
  {
    ...record(),
    invoiceId: text().notNull(),
    /** Null: everything that is open. */
    amountMinor: minor(),
    /** Open when it was recorded: what was paid since is the difference. */
    openMinor: minor().notNull(),
    promisedOn: day().notNull(),
    graceDays: smallint().notNull(),
    /** `promisedOn` and the days of grace: the last day on which it can be kept. */
    lastOn: day().notNull(),
    source: text().$type<'staff' | 'portal' | 'books'>().notNull(),
    note: text().notNull(),
    state: text().$type<'open' | 'kept' | 'broken' | 'withdrawn'>().notNull(),
    settledAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    uniqueIndex('promise_open')
      .on(t.organisationId, t.invoiceId)
      .where(sql`state = 'open'`),
    index('promise_invoice').on(t.organisationId, t.invoiceId, t.createdAt),
    index('promise_last')
      .on(t.lastOn)
      .where(sql`state = 'open'`),
  ],
);

/** What a customer does not accept about an invoice. */
export const dispute = pgTable(
  'dispute',
  {
    ...record(),
    invoiceId: text().notNull(),
    /** Null: the whole invoice. */
    amountMinor: minor(),
    reason: text().notNull(),
    /** Name of who sees to it. */
    owner: text().notNull(),
    untilOn: day(),
    state: text().$type<'open' | 'closed'>().notNull(),
    closedAt: instant(),
    closedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    uniqueIndex('dispute_open')
      .on(t.organisationId, t.invoiceId)
      .where(sql`state = 'open'`),
  ],
);

/** A case for a person (W9). */
export const task = pgTable(
  'task',
  {
    ...record(),
    kind: text().notNull(),
    /** Names the cause, so that the same one makes one task. */
    key: text().notNull(),
    customerId: text(),
    invoiceId: text(),
    deliveryId: uuid(),
    dueOn: day().notNull(),
    ownerId: uuid(),
    owner: text(),
    note: text().notNull(),
    state: text().$type<'open' | 'done'>().notNull(),
    doneAt: instant(),
    doneBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique('task_key').on(t.organisationId, t.key),
    index('task_due').on(t.organisationId, t.state, t.dueOn, t.id),
  ],
);
