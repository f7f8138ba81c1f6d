import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { Tx } from './transaction.ts';

/** Before every calendar day, so that the next planning looks at the invoice. */
const AT_ONCE = sql`date '0001-01-01'`;

export interface NextLook {
  invoiceId: string;
  nextPlanOn: LocalDate | null;
  nextContactOn: LocalDate | null;
  nextRuleId: string | null;
  nextDays: number | null;
}

/** Marks invoices as "look at it at once"; the planner takes the mark away. Rows are locked in the order of their ids. */
export async function markInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    insert into invoice_plan (organisation_id, invoice_id, next_plan_on)
    select ${organisationId}::uuid, id, ${AT_ONCE} from unnest(${sql.param(ids.toSorted())}::text[]) as t(id)
    on conflict (organisation_id, invoice_id) do update set next_plan_on = excluded.next_plan_on
    where invoice_plan.next_plan_on is distinct from excluded.next_plan_on`);
}

/**
 * Gives invoices a plan that nobody looks at yet: a first import plans all of them when it ends, not before its credits are in the mirror.
 * Rows are locked in the order of their ids; a mark that is there stays.
 */
export async function addPlans(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    insert into invoice_plan (organisation_id, invoice_id)
    select ${organisationId}::uuid, id from unnest(${sql.param(ids.toSorted())}::text[]) as t(id)
    on conflict (organisation_id, invoice_id) do nothing`);
}

/** Notes when each invoice is looked at again and what its next message is. Their rows are there, and locked by the caller. */
export async function noteNextLook(
  tx: Tx,
  organisationId: OrganisationId,
  rows: NextLook[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = (pick: (row: NextLook) => unknown) => sql.param(rows.map(pick));
  // `any` beside the join: without it the whole table is read for each chunk.
  await tx.execute(sql`
    update invoice_plan n set next_plan_on = t.plan_on, next_contact_on = t.contact_on, next_rule_id = t.rule_id, next_days = t.days
    from unnest(
      ${column((r) => r.invoiceId)}::text[], ${column((r) => r.nextPlanOn)}::date[], ${column((r) => r.nextContactOn)}::date[],
      ${column((r) => r.nextRuleId)}::uuid[], ${column((r) => r.nextDays)}::int[]
    ) as t(id, plan_on, contact_on, rule_id, days)
    where n.organisation_id = ${organisationId}::uuid and n.invoice_id = t.id
      and n.invoice_id = any(${column((r) => r.invoiceId)}::text[])`);
}
