import { sql, type SQL } from 'drizzle-orm';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { isLeaving } from './invoice-mails.ts';
import { narrowing, type InvoiceFilter } from './invoice-list.ts';
import type { Tx } from './transaction.ts';

/** These invoices, or those that a search of the list finds. */
export type Waiting = { ids: string[] } | Pick<InvoiceFilter, 'customerId' | 'search'>;

export type MarkedInvoice = {
  id: InvoiceId;
  state: 'open' | 'paid';
  dueOn: LocalDate | null;
};

/**
 * Marks invoices that wait to be sent as sent by a person, and answers them (UF-14). Rows are locked in the order of their ids; what
 * somebody else marked meanwhile is left out, and what is on its way by mail at this moment.
 */
export async function markWaiting(
  tx: Tx,
  organisationId: OrganisationId,
  which: Waiting,
  { at, by }: { at: Date; by: string },
): Promise<MarkedInvoice[]> {
  const { rows } = await tx.execute<MarkedInvoice>(sql`
    with waiting as materialized (
      select w.invoice_id as id, i.state, i.due_on
      from invoice_sending w join invoice i on i.organisation_id = w.organisation_id and i.id = w.invoice_id
      where ${waitingConditions(organisationId, which)} and not ${isLeaving(organisationId, sql`w.invoice_id`)}
      order by w.invoice_id for update of w
    )
    update invoice_sending s set state = 'marked', at = ${at.toISOString()}::timestamptz, by = ${by}
    from waiting where s.organisation_id = ${organisationId} and s.invoice_id = waiting.id
    returning s.invoice_id as id, waiting.state, waiting.due_on::text as "dueOn"`);
  return rows;
}

/** Of invoices `i` that wait to be sent, with their mark `w`. */
export function waitingConditions(organisationId: OrganisationId, which: Waiting): SQL {
  return sql.join(
    [
      sql`w.organisation_id = ${organisationId} and w.state = 'to-send' and i.state in ('open', 'paid')`,
      ...('ids' in which
        ? [sql`w.invoice_id = any(${sql.param(which.ids)}::text[])`]
        : narrowing(organisationId, which)),
    ],
    sql` and `,
  );
}
