import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { Tx } from './transaction.ts';

export interface MemoCount {
  onInvoice: string;
  onStatement: string;
  invoices: number;
}

/**
 * Memos of invoices dated since that day that were not deleted, each text once with the number of invoices that have it: most are the
 * same few.
 */
export async function memosSince(
  tx: Tx,
  organisationId: OrganisationId,
  since: LocalDate,
): Promise<MemoCount[]> {
  const { rows } = await tx.execute<{ i: string; s: string; n: string }>(sql`
    select memo_on_invoice as i, memo_on_statement as s, count(*) as n from invoice
    where organisation_id = ${organisationId} and document_on >= ${since} and state <> 'deleted'
    group by 1, 2`);
  return rows.map(({ i, s, n }) => ({ onInvoice: i, onStatement: s, invoices: Number(n) }));
}

/** Largest open amount by currency. */
export async function largestOpen(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<Record<string, number>> {
  const { rows } = await tx.execute<{ currency: string; most: string }>(sql`
    select currency, max(open_minor) as most from invoice
    where organisation_id = ${organisationId} and state = 'open' and currency is not null group by currency`);
  return Object.fromEntries(rows.map(({ currency, most }) => [currency, Number(most)]));
}

/** Which of these customers are active in the books. */
export async function activeAmong(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from customer where organisation_id = ${organisationId} and active and id = any(${sql.param(ids)}::text[])`);
  return new Set(rows.map(({ id }) => id));
}
