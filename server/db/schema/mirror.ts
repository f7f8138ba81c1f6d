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
    booksVersion: integer().notNull(),
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
    booksVersion: integer().notNull(),
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
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.customerId] })],
);

export const invoice = pgTable(
  'invoice',
  {
    organisationId: uuid().notNull(),
    id: text().notNull(),
    booksVersion: integer().notNull(),
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
 * nothing was ever to be said about the invoice.
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
    foreignKey({
      columns: [t.organisationId, t.invoiceId],
      foreignColumns: [invoice.organisationId, invoice.id],
    }),
    index('invoice_plan_next')
      .on(t.organisationId, t.nextPlanOn, t.invoiceId)
      .where(sql`next_plan_on is not null`),
  ],
);

/** One reading of the books: first import or sweep. Cursors let a stopped import resume where it was. */
export const syncRun = pgTable(
  'sync_run',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    type: text().$type<'import' | 'sweep'>().notNull(),
    state: text().$type<'running' | 'done' | 'failed' | 'waiting'>().notNull(),
    startedAt: instant().notNull(),
    endedAt: instant(),
    waitingUntil: instant(),
    progress: jsonb().$type<SyncProgress>().notNull(),
    unreadable: integer().notNull().default(0),
    problems: jsonb().$type<{ recordId: string; code: string }[]>().notNull(),
    errorCode: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('sync_run_started').on(t.organisationId, t.startedAt),
  ],
);

export type SyncProgress = Record<
  'terms' | 'customers' | 'invoices',
  { done: number; total: number | null; cursor: string | null; finished: boolean }
>;
