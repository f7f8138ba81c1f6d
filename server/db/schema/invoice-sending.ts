import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
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
