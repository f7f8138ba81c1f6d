import { sql } from 'drizzle-orm';
import { type MuteFact, noSilence, type Silence } from '../../domain/gates/gate.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { Tx } from './transaction.ts';

/** An invoice whose silence is asked for, with the customer who owes it. */
interface Asked {
  invoiceId: string;
  customerId: string | null;
}

/** A bill goes up to the parent, the parent's parent and so on: as deep as the books nest customers. */
const MAX_LEVELS = 5;

/**
 * What people silenced about these invoices: mutes of the invoice, of its customer and of those who are billed in that one's place (E28),
 * and of the organisation; its last promise that is open or was broken; its open dispute. Whether a day is over is the gates' business.
 */
export async function findSilence(
  tx: Tx,
  organisationId: OrganisationId,
  asked: Asked[],
): Promise<(invoiceId: string) => Silence> {
  if (asked.length === 0) return () => noSilence;
  const { rows } = await tx.execute<{ mutes: boolean; promises: boolean; disputes: boolean }>(sql`
    select exists (select from mute where organisation_id = ${organisationId} and ended_at is null) as mutes,
      exists (select from promise where organisation_id = ${organisationId} and state in ('open', 'broken')) as promises,
      exists (select from dispute where organisation_id = ${organisationId} and state = 'open') as disputes`);
  const any = rows[0];
  const mutes = any?.mutes ? await findMutes(tx, organisationId, asked) : null;
  const ids = asked.map(({ invoiceId }) => invoiceId);
  const promises = any?.promises ? await findPromises(tx, organisationId, ids) : null;
  const disputes = any?.disputes ? await findDisputes(tx, organisationId, ids) : null;
  if (!mutes && !promises && !disputes) return () => noSilence;
  return (id) => ({
    mutes: mutes?.(id) ?? [],
    promise: promises?.get(id) ?? null,
    dispute: disputes?.get(id) ?? null,
  });
}

type MuteRow = {
  level: MuteFact['level'];
  subject_id: string;
  until_on: string | null;
  reason: string;
  created_by: string;
  replied_on: string | null;
  /** Of the customers asked about, those whom a mute of a customer reaches. */
  reaches: string[] | null;
};

async function findMutes(
  tx: Tx,
  organisationId: OrganisationId,
  asked: Asked[],
): Promise<(invoiceId: string) => MuteFact[]> {
  const customers = [...new Set(asked.flatMap(({ customerId }) => customerId ?? []))];
  const invoices = asked.map(({ invoiceId }) => invoiceId);
  const { rows } = await tx.execute<MuteRow>(sql`
    with recursive up(asked, id, level) as (
      select id, id, 1 from unnest(${sql.param(customers)}::text[]) as t(id)
      union
      select up.asked, c.parent_id, up.level + 1 from up
      join customer c on c.organisation_id = ${organisationId} and c.id = up.id
      where c.bill_with_parent and c.parent_id is not null and up.level < ${MAX_LEVELS}
    ), reached as (
      select id, array_agg(distinct asked) as asked from up
      where exists (select from mute where organisation_id = ${organisationId} and level = 'customer' and ended_at is null)
      group by id
    )
    select m.level, m.subject_id, m.until_on, m.reason, m.created_by, m.replied_on, reached.asked as reaches
    from mute m left join reached on m.level = 'customer' and reached.id = m.subject_id
    where m.organisation_id = ${organisationId} and m.ended_at is null
      and (m.level = 'organisation' or reached.id is not null
        or (m.level = 'invoice' and m.subject_id = any(${sql.param(invoices)}::text[])))`);
  const byInvoice = new Map<string, MuteFact[]>();
  const byCustomer = new Map<string, MuteFact[]>();
  const everywhere: MuteFact[] = [];
  for (const row of rows) {
    const fact = toMute(row);
    if (row.level === 'organisation') everywhere.push(fact);
    else if (row.level === 'invoice') add(byInvoice, row.subject_id, fact);
    else for (const id of row.reaches ?? []) add(byCustomer, id, fact);
  }
  const customerOf = new Map(asked.map(({ invoiceId, customerId }) => [invoiceId, customerId]));
  return (id) => [
    ...everywhere,
    ...(byCustomer.get(customerOf.get(id) ?? '') ?? []),
    ...(byInvoice.get(id) ?? []),
  ];
}

function toMute({
  level,
  until_on: untilOn,
  reason,
  created_by: by,
  replied_on,
}: MuteRow): MuteFact {
  return { level, untilOn, reason, by, ...(replied_on !== null && { repliedOn: replied_on }) };
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}

async function findPromises(tx: Tx, organisationId: OrganisationId, invoiceIds: string[]) {
  const { rows } = await tx.execute<{
    id: string;
    on: string;
    grace: number;
    amount: string | null;
  }>(sql`
    select distinct on (invoice_id) invoice_id as id, promised_on as on, grace_days as grace, amount_minor as amount from promise
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(invoiceIds)}::text[]) and state in ('open', 'broken')
    order by invoice_id, created_at desc`);
  return new Map(
    rows.map(({ id, on, grace, amount }) => [
      id,
      { promisedOn: on, graceDays: grace, amountMinor: toMinorOrNull(amount) },
    ]),
  );
}

async function findDisputes(tx: Tx, organisationId: OrganisationId, invoiceIds: string[]) {
  const { rows } = await tx.execute<{
    id: string;
    amount: string | null;
    until: string | null;
    reason: string;
    owner: string;
  }>(sql`
    select invoice_id as id, amount_minor as amount, until_on as until, reason, owner from dispute
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(invoiceIds)}::text[]) and state = 'open'`);
  return new Map(
    rows.map(({ id, amount, until, reason, owner }) => [
      id,
      { amountMinor: toMinorOrNull(amount), untilOn: until, reason, owner },
    ]),
  );
}

/** The driver gives large numbers as texts. */
function toMinorOrNull(amount: string | null): number | null {
  return amount === null ? null : Number(amount);
}
