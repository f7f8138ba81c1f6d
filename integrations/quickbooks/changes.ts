import { Bug } from '../../domain/errors.ts';
import { asId, type InvoiceId } from '../../domain/ids.ts';
import type { Changes } from '../books.ts';
import { changesAnswerSchema, deletedSchema } from './api-types.ts';
import { appliedInvoiceIds, appliedPaymentIds } from './applied.ts';
import type { Client } from './client.ts';
import { changesCap, lookBackDays } from './limits.ts';
import { invoicesOfPayments, listOf } from './read.ts';
import type { QuickBooksCode } from './sentences.ts';
import { toCustomers } from './to-customer.ts';
import { toInvoices } from './to-invoice.ts';
import { idOf } from './to-record.ts';
import { toTerms } from './to-term.ts';

const watched = ['Invoice', 'Customer', 'Payment', 'CreditMemo', 'Term'] as const;
type Watched = (typeof watched)[number];
type Rows = Record<Watched, unknown[]>;

interface Capture {
  rows: Rows;
  complete: boolean;
}

/**
 * Everything that changed since the instant, by change data capture. `complete` is false when the instant lies before the look-back, or
 * when more changed than one answer per entity holds: then the books must be read in full.
 */
export async function readChanges(client: Client, sinceAt: Date, now: Date): Promise<Changes> {
  const earliestAt = new Date(now.getTime() - lookBackDays * 86_400_000);
  const tooEarly = sinceAt < earliestAt;
  const capture = await captureAll(client, tooEarly ? earliestAt : sinceAt);
  const changes = toChanges(capture.rows, capture.complete && !tooEarly);
  const touched = await touchedBy(client, capture.rows);
  return { ...changes, touchedInvoiceIds: notAmong(touched, changes) };
}

/** One call for all; when it is full, one for each entity, since deletions come by no other way (facts: QuickBooks 4.2). */
async function captureAll(client: Client, sinceAt: Date): Promise<Capture> {
  const together = await capture(client, watched, sinceAt);
  if (together.complete) return together;
  const rows = emptyRows();
  let complete = true;
  for (const entity of watched) {
    const alone = await capture(client, [entity], sinceAt);
    rows[entity] = alone.rows[entity];
    complete &&= alone.complete;
  }
  return { rows, complete };
}

async function capture(
  client: Client,
  entities: readonly Watched[],
  sinceAt: Date,
): Promise<Capture> {
  const rows = emptyRows();
  const answer = await client.changes(entities, sinceAt).catch(asTooOld);
  if (answer === null) return { rows, complete: false };
  const responses = changesAnswerSchema.parse(answer).CDCResponse.flatMap((r) => r.QueryResponse);
  for (const entity of entities) {
    rows[entity] = responses.flatMap((response) => listOf(response, entity));
  }
  const total = entities.reduce((sum, entity) => sum + rows[entity].length, 0);
  return { rows, complete: total < changesCap };
}

/** A look-back that QuickBooks refuses comes as code 500 (facts: QuickBooks 4.2). */
function asTooOld(error: unknown): null {
  const code: QuickBooksCode = 'quickbooks.unsupported';
  if (error instanceof Bug && error.code === code) return null;
  throw error;
}

function emptyRows(): Rows {
  return { Invoice: [], Customer: [], Payment: [], CreditMemo: [], Term: [] };
}

function toChanges(rows: Rows, complete: boolean): Omit<Changes, 'touchedInvoiceIds'> {
  const invoices = toInvoices(rows.Invoice.filter(isLive));
  const customers = toCustomers(rows.Customer.filter(isLive));
  const terms = toTerms(rows.Term.filter(isLive));
  return {
    terms: terms.records,
    customers: customers.records,
    invoices: invoices.records,
    deletedInvoiceIds: deletedIds(rows.Invoice),
    unreadable: [...terms.unreadable, ...customers.unreadable, ...invoices.unreadable],
    complete,
  };
}

function isLive(row: unknown): boolean {
  return !deletedSchema.safeParse(row).success;
}

function deletedIds(rows: unknown[]): InvoiceId[] {
  return rows.flatMap((row) => {
    const deleted = deletedSchema.safeParse(row);
    return deleted.success ? [asId<InvoiceId>(deleted.data.Id)] : [];
  });
}

/** A credit names its payment; when that payment is not in this answer it is looked up. */
async function touchedBy(client: Client, { Payment, CreditMemo }: Rows): Promise<InvoiceId[]> {
  const here = new Set(Payment.map(idOf));
  const elsewhere = appliedPaymentIds(CreditMemo).filter((id) => !here.has(id));
  const named = appliedInvoiceIds([...Payment, ...CreditMemo]).map((id) => asId<InvoiceId>(id));
  return [...named, ...(await invoicesOfPayments(client, 'payment', elsewhere))];
}

/** Invoices that came fresh in this very answer, or are gone, need no second reading. */
function notAmong(
  ids: InvoiceId[],
  changes: Pick<Changes, 'invoices' | 'deletedInvoiceIds'>,
): InvoiceId[] {
  const known = new Set([
    ...changes.invoices.map((invoice) => invoice.id),
    ...changes.deletedInvoiceIds,
  ]);
  return [...new Set(ids)].filter((id) => !known.has(id));
}
