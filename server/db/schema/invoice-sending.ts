import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { SendingMark } from '../../../domain/invoice-sending/to-send.ts';
import { instant } from './people.ts';

/** Dunlin's own word on the sending of an invoice; no reading of the books changes it (UF-18). No row: it never waited to be sent. */
export const invoiceSending = pgTable(
  'invoice_sending',
  {
    organisationId: uuid().notNull(),
    invoiceId: text().notNull(),
    state: text().$type<SendingMark>().notNull(),
    /** When it got this state. */
    at: instant().notNull(),
    /** Name of the person who marked it; empty when Dunlin set it. */
    by: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.invoiceId] }),
    index('invoice_sending_waiting')
      .on(t.organisationId, t.invoiceId)
      .where(sql`state = 'to-send'`),
  ],
);

/** Which invoices a run is about: these, all that a search of the list finds, or all whose day of sending has come. */
export type WantedInvoices = { ids: string[] } | { all: { q?: string; customer?: string } } | 'due';

/** One request to send invoices, of a person or by the clock, with how far it has come (ux O3). */
export const sendingRun = pgTable(
  'sending_run',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    wanted: jsonb().$type<WantedInvoices>().notNull(),
    /** Name of the person who asked; empty when the clock did. */
    requestedBy: text().notNull(),
    requestedAt: instant().notNull(),
    /** Invoices that waited when it was asked for. */
    total: integer().notNull(),
    /** Its messages leave no earlier: until then it can be undone. */
    leavesAt: instant().notNull(),
    /** The last invoice that was looked at; the next part begins after it. */
    lookedAtId: text().notNull().default(''),
    /** Set when every invoice was looked at. */
    preparedAt: instant(),
    cancelledAt: instant(),
    cancelledBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('sending_run_requested').on(t.organisationId, t.requestedAt),
  ],
);

/** An invoice that a run could not send, and stays to send. */
export const sendingRunLeftOut = pgTable(
  'sending_run_left_out',
  {
    organisationId: uuid().notNull(),
    runId: uuid().notNull(),
    invoiceId: text().notNull(),
    reason: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.runId, t.invoiceId] }),
    foreignKey({
      columns: [t.organisationId, t.runId],
      foreignColumns: [sendingRun.organisationId, sendingRun.id],
    }),
  ],
);
