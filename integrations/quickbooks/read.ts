import { asId, type CustomerId, type InvoiceId } from '../../domain/ids.ts';
import type { Customer, Invoice, Term } from '../../domain/invoice/invoice.ts';
import { queryAnswerSchema } from './api-types.ts';
import { appliedInvoiceIds, appliedPaymentIds } from './applied.ts';
import type { Client, Entity } from './client.ts';
import { idsPerQuery } from './limits.ts';
import { page, whereIdIn, withInactive } from './query.ts';
import { toCustomers } from './to-customer.ts';
import { toInvoices } from './to-invoice.ts';
import type { Mapped, Unreadable } from './to-record.ts';
import { toTerms } from './to-term.ts';

/** Rows of one query; an empty answer has no list at all (facts: QuickBooks 4.1). */
export async function rowsOf(client: Client, entity: Entity, rest: string): Promise<unknown[]> {
  const answer = queryAnswerSchema.parse(await client.query(entity, rest));
  return listOf(answer.QueryResponse, entity);
}

export function listOf(response: Record<string, unknown>, entity: Entity): unknown[] {
  const list = response[entity];
  return Array.isArray(list) ? list : [];
}

export async function readInvoices(
  client: Client,
  ids: InvoiceId[],
): Promise<{ invoices: Invoice[]; missing: InvoiceId[]; unreadable: Unreadable[] }> {
  const rows = await rowsById(client, 'Invoice', ids, whereIdIn);
  const { records, unreadable } = toInvoices(rows);
  return { invoices: records, missing: missingFrom(ids, { records, unreadable }), unreadable };
}

export async function readCustomers(
  client: Client,
  ids: CustomerId[],
): Promise<{ customers: Customer[]; missing: CustomerId[]; unreadable: Unreadable[] }> {
  const rows = await rowsById(client, 'Customer', ids, (some) => {
    return `${whereIdIn(some)} and Active in (true,false)`;
  });
  const { records, unreadable } = toCustomers(rows);
  return { customers: records, missing: missingFrom(ids, { records, unreadable }), unreadable };
}

/** All terms, inactive ones too; a company has some dozens, so one page holds them. */
export async function readTerms(client: Client): Promise<Term[]> {
  return toTerms(await rowsOf(client, 'Term', page(withInactive))).records;
}

/**
 * Invoices that payments or credits are applied to. A credit names the payment that applies it, often one of amount zero, and that one
 * names the invoice (facts: QuickBooks 3.5).
 */
export async function invoicesOfPayments(
  client: Client,
  kind: 'payment' | 'credit-memo',
  ids: readonly string[],
): Promise<InvoiceId[]> {
  if (kind === 'payment') return invoicesOf(await rowsById(client, 'Payment', ids, whereIdIn));
  const credits = await rowsById(client, 'CreditMemo', ids, whereIdIn);
  const payments = await rowsById(client, 'Payment', appliedPaymentIds(credits), whereIdIn);
  return invoicesOf([...credits, ...payments]);
}

function invoicesOf(rows: unknown[]): InvoiceId[] {
  return appliedInvoiceIds(rows).map((id) => asId<InvoiceId>(id));
}

async function rowsById(
  client: Client,
  entity: Entity,
  ids: readonly string[],
  where: (ids: string[]) => string,
): Promise<unknown[]> {
  const asked = [...new Set(ids)];
  const rows: unknown[] = [];
  for (let from = 0; from < asked.length; from += idsPerQuery) {
    const some = asked.slice(from, from + idsPerQuery);
    rows.push(...(await rowsOf(client, entity, page(where(some)))));
  }
  return rows;
}

function missingFrom<Id extends string>(ids: Id[], found: Mapped<{ id: string }>): Id[] {
  const known = new Set([
    ...found.records.map((record) => record.id),
    ...found.unreadable.map((record) => record.recordId),
  ]);
  return [...new Set(ids)].filter((id) => !known.has(id));
}
