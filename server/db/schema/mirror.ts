import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './people.ts';

const day = () => date({ mode: 'string' });
const minor = () => bigint({ mode: 'number' });

/** Copy of ledger records, keyed by the ledger's own ids inside the organisation; never edited by users. */
export const term = pgTable(
  'term',
  {
    organisationId: uuid().notNull(),
    id: text().notNull(),
    booksVersion: bigint({ mode: 'number' }).notNull(),
    name: text().notNull(),
    active: boolean().notNull(),
    dueDays: integer(),
    seenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id] })],
);

export const customer = pgTable(
  'customer',
  {
    organisationId: uuid().notNull(),
    id: text().notNull(),
    booksVersion: bigint({ mode: 'number' }).notNull(),
    booksUpdatedAt: instant().notNull(),
    name: text().notNull(),
    fullName: text().notNull(),
    active: boolean().notNull(),
    parentId: text(),
    billWithParent: boolean().notNull(),
    email: text(),
    termId: text(),
    currency: text(),
    seenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('customer_parent').on(t.organisationId, t.parentId),
    index('customer_name').on(t.organisationId, t.fullName, t.id),
  ],
);

/** What people set in Dunlin about a customer; survives every sync. */
export const customerSetting = pgTable(
  'customer_setting',
  {
    organisationId: uuid().notNull(),
    customerId: text().notNull(),
    language: text().$type<'en' | 'fr'>(),
    /** Null follows the organisation's default (BJ-16). */
    autopay: boolean(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.customerId] })],
);

export const invoice = pgTable(
  'invoice',
  {
    organisationId: uuid().notNull(),
    id: text().notNull(),
    booksVersion: bigint({ mode: 'number' }).notNull(),
    booksUpdatedAt: instant().notNull(),
    booksCreatedAt: instant().notNull(),
    number: text(),
    customerId: text(),
    documentOn: day().notNull(),
    dueOn: day(),
    currency: text(),
    totalMinor: minor().notNull(),
    openMinor: minor().notNull(),
    state: text().$type<'open' | 'paid' | 'void' | 'deleted'>().notNull(),
    termId: text(),
    termsOfCustomer: boolean().notNull().default(false),
    expectedOn: day(),
    memoOnInvoice: text().notNull(),
    memoOnStatement: text().notNull(),
    email: text(),
    sentState: text().$type<'not-set' | 'need-to-send' | 'sent'>().notNull(),
    customFields: jsonb().$type<Record<string, string>>().notNull(),
    seenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('invoice_customer').on(t.organisationId, t.customerId),
  ],
);

/**
 * What the planner keeps about an invoice, apart from the mirror: it changes far more often, and the mirror is the books' alone. No row:
 * nothing was ever to be said about the invoice. No foreign key: the mirror loses no row, and checking each costs as much as writing it.
 */
export const invoicePlan = pgTable(
  'invoice_plan',
  {
    organisationId: uuid().notNull(),
    invoiceId: text().notNull(),
    /** Next local day on which any rule's answer can change by the calendar alone; null: none. */
    nextPlanOn: day(),
    /** The next reminder as planned now: shown as "next contact", dropped when the invoice is paid. */
    nextContactOn: day(),
    nextRuleId: uuid(),
    nextDays: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.invoiceId] }),
    index('invoice_plan_next')
      .on(t.organisationId, t.nextPlanOn, t.invoiceId)
      .where(sql`next_plan_on is not null`),
  ],
);

/** Money received. `unappliedMinor` is on account (E4). */
export const payment = pgTable(
  'payment',
  {
    organisationId: uuid().notNull(),
    id: text().notNull(),
    booksVersion: bigint({ mode: 'number' }).notNull(),
    booksUpdatedAt: instant().notNull(),
    customerId: text(),
    receivedOn: day().notNull(),
    currency: text(),
    totalMinor: minor().notNull(),
    unappliedMinor: minor().notNull(),
    state: text().$type<'live' | 'void' | 'deleted'>().notNull(),
    invoiceIds: jsonb().$type<string[]>().notNull(),
    creditIds: jsonb().$type<string[]>().notNull(),
    seenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('payment_on_account')
      .on(t.organisationId, t.customerId)
      .where(sql`unapplied_minor > 0 and state = 'live'`),
    index('payment_received')
      .on(t.organisationId, t.receivedOn)
      .where(sql`state = 'live'`),
  ],
);

/** Credit memos. */
export const credit = pgTable(
  'credit',
  {
    organisationId: uuid().notNull(),
    id: text().notNull(),
    booksVersion: bigint({ mode: 'number' }).notNull(),
    booksUpdatedAt: instant().notNull(),
    number: text(),
    customerId: text(),
    documentOn: day().notNull(),
    currency: text(),
    totalMinor: minor().notNull(),
    remainingMinor: minor().notNull(),
    state: text().$type<'live' | 'void' | 'deleted'>().notNull(),
    paymentIds: jsonb().$type<string[]>().notNull(),
    seenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('credit_open')
      .on(t.organisationId, t.customerId)
      .where(sql`remaining_minor > 0 and state = 'live'`),
  ],
);

/** Files of the books; the bytes stay there and are fetched when a message leaves. */
export const attachment = pgTable(
  'attachment',
  {
    organisationId: uuid().notNull(),
    id: text().notNull(),
    booksVersion: bigint({ mode: 'number' }).notNull(),
    booksUpdatedAt: instant().notNull(),
    fileName: text().notNull(),
    contentType: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    links: jsonb().$type<{ kind: string; recordId: string; includeOnSend: boolean }[]>().notNull(),
    state: text().$type<'live' | 'deleted'>().notNull(),
    seenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id] })],
);

/** Records that the books named in a webhook and that nobody has read since. Gathered for a moment, read together, then removed. */
export const namedRecord = pgTable(
  'named_record',
  {
    organisationId: uuid().notNull(),
    kind: text()
      .$type<'invoice' | 'customer' | 'term' | 'payment' | 'credit' | 'refund' | 'company'>()
      .notNull(),
    recordId: text().notNull(),
    /** When it changed, on the books' clock; the latest of several events. */
    changedAt: instant().notNull(),
    /** When we heard of it. */
    notedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.kind, t.recordId] })],
);

/** What the readings of one hour brought and cost, for the sync screen and the monthly allowance. */
export const syncHour = pgTable(
  'sync_hour',
  {
    organisationId: uuid().notNull(),
    /** Start of the hour, UTC. */
    hourAt: instant().notNull(),
    changed: integer().notNull().default(0),
    calls: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.hourAt] })],
);

/**
 * Invoices that were late before Dunlin went live, and what the owner chose for them (E21): `skip` never reminds; `by-rule` waits until
 * `startOn` and then follows the rules; `start` sends step number `stepNumber` on `startOn` and counts the later steps from there.
 */
export const invoiceQuarantine = pgTable(
  'invoice_quarantine',
  {
    organisationId: uuid().notNull(),
    invoiceId: text().notNull(),
    choice: text().$type<'skip' | 'by-rule' | 'start'>().notNull(),
    stepNumber: integer(),
    startOn: day(),
    setAt: instant().notNull(),
    setBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.invoiceId] }),
    foreignKey({
      columns: [t.organisationId, t.invoiceId],
      foreignColumns: [invoice.organisationId, invoice.id],
    }),
  ],
);

/** One reading of the books: import, sweep or check. Cursors let a stopped import resume where it was. */
export const syncRun = pgTable(
  'sync_run',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    type: text().$type<'import' | 'sweep' | 'check'>().notNull(),
    state: text().$type<'running' | 'done' | 'failed' | 'waiting'>().notNull(),
    startedAt: instant().notNull(),
    endedAt: instant(),
    waitingUntil: instant(),
    progress: jsonb().$type<SyncProgress>().notNull(),
    unreadable: integer().notNull().default(0),
    problems: jsonb().$type<{ recordId: string; code: string }[]>().notNull(),
    errorCode: text().notNull().default(''),
    /** Who asked for it; empty when the clock did. */
    requestedBy: text().notNull().default(''),
    /** A check that reads everything, whatever the counts say. */
    whole: boolean().notNull().default(false),
    /** Records that were not as the mirror had them. */
    changed: integer().notNull().default(0),
    /** Last sign of progress, to tell when it stands still. */
    movedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('sync_run_started').on(t.organisationId, t.startedAt),
  ],
);

/** A kind that an older run did not know is absent. */
export type SyncProgress = Partial<
  Record<
    'terms' | 'customers' | 'invoices' | 'credits' | 'payments' | 'attachments',
    {
      done: number;
      total: number | null;
      cursor: string | null;
      finished: boolean;
      /** Asked for, and the books keep no count. */
      uncounted?: boolean;
      /** Of a check: only open records are read. */
      openOnly?: boolean;
    }
  >
>;
