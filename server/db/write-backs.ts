import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { CustomerId, OrganisationId } from '../../domain/ids.ts';
import { customer, writeBack, type WriteBackFields } from './schema/index.ts';
import { containing, invoiceMatches, type Search } from './search.ts';
import type { Tx } from './transaction.ts';

export type WriteBack = typeof writeBack.$inferSelect;
export type NewWriteBack = typeof writeBack.$inferInsert;

const oneOf = (organisationId: OrganisationId, id: string) =>
  and(eq(writeBack.organisationId, organisationId), eq(writeBack.id, id));

export async function findWriteBack(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<WriteBack | undefined> {
  return (await tx.select().from(writeBack).where(oneOf(organisationId, id)))[0];
}

/** False when the message has its write-back already. */
export async function addWriteBack(tx: Tx, row: NewWriteBack): Promise<boolean> {
  const rows = await tx
    .insert(writeBack)
    .values(row)
    .onConflictDoNothing({ target: [writeBack.organisationId, writeBack.deliveryId] })
    .returning({ id: writeBack.id });
  return rows.length > 0;
}

/** Notes what the books hold just before they are written, so that a worker's death in between does not lose it. */
export async function keepBefore(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  before: Record<string, string>,
): Promise<void> {
  await tx
    .update(writeBack)
    .set({ before })
    .where(and(oneOf(organisationId, id), eq(writeBack.state, 'waiting')));
}

/** Ends a row that waits. False when another worker was faster. */
export async function endWriteBack(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  change: Pick<NewWriteBack, 'state' | 'reason' | 'doneAt' | 'before' | 'after'>,
): Promise<boolean> {
  const rows = await tx
    .update(writeBack)
    .set(change)
    .where(and(oneOf(organisationId, id), eq(writeBack.state, 'waiting')))
    .returning({ id: writeBack.id });
  return rows.length > 0;
}

/** Whether the day of a promise about the invoice is still to be written. */
export async function hasWaitingPromise(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: writeBack.id })
    .from(writeBack)
    .where(
      and(
        eq(writeBack.organisationId, organisationId),
        eq(writeBack.invoiceId, invoiceId),
        eq(writeBack.kind, 'promise'),
        eq(writeBack.state, 'waiting'),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The customer as the mirror has it, locked: of several people who change an address at once, one goes first. */
export async function lockCustomer(tx: Tx, organisationId: OrganisationId, id: CustomerId) {
  const rows = await tx
    .select({
      id: customer.id,
      fullName: customer.fullName,
      email: customer.email,
      active: customer.active,
    })
    .from(customer)
    .where(and(eq(customer.organisationId, organisationId), eq(customer.id, id)))
    .for('update');
  return rows[0];
}

/** Of each customer the change of address that counts: the one that waits, else the last that was made. */
export async function latestEmailChanges(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: string[],
): Promise<Map<string, { id: string; state: string }>> {
  if (customerIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([writeBack.customerId], {
      customerId: writeBack.customerId,
      id: writeBack.id,
      state: writeBack.state,
    })
    .from(writeBack)
    .where(
      and(
        eq(writeBack.organisationId, organisationId),
        eq(writeBack.kind, 'customer-email'),
        inArray(writeBack.state, ['waiting', 'done']),
        inArray(writeBack.customerId, customerIds),
      ),
    )
    .orderBy(
      writeBack.customerId,
      sql`${writeBack.state} = 'waiting' desc`,
      sql`${writeBack.doneAt} desc`,
      sql`${writeBack.createdAt} desc`,
    );
  return new Map(rows.map(({ customerId, ...row }) => [customerId ?? '', row]));
}

export interface WriteBackRequest {
  /** This one alone. */
  id?: string;
  state?: WriteBack['state'] | undefined;
  search?: Search | null;
  /** Place of the last row seen. */
  after?: { at: string; id: string } | null;
  limit: number;
}

export type WriteBackListRow = {
  id: string;
  kind: WriteBack['kind'];
  state: WriteBack['state'];
  reason: string;
  /** The instant as the database has it; a Date would lose its microseconds, and the place in the list with them. */
  place: string;
  created_at: Date | string;
  done_at: Date | string | null;
  requested_by: string;
  invoice_id: string | null;
  invoice_number: string | null;
  customer_id: string | null;
  customer_name: string | null;
  /** Address of the customer as the mirror has it. */
  customer_email: string | null;
  customer_active: boolean | null;
  before: Record<string, string> | null;
  after: Record<string, string> | null;
  fields: WriteBackFields;
  undo_of: string | null;
};

/** Changes in the books, newest first. */
export async function listWriteBacks(
  tx: Tx,
  organisationId: OrganisationId,
  { id, state, search, after, limit }: WriteBackRequest,
): Promise<WriteBackListRow[]> {
  const conditions = [
    sql`w.organisation_id = ${organisationId}`,
    ...(id === undefined ? [] : [sql`w.id = ${id}`]),
    ...(state === undefined ? [] : [sql`w.state = ${state}`]),
    ...(search ? [matches(organisationId, search)] : []),
    ...(after ? [sql`(w.created_at, w.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ];
  const { rows } = await tx.execute<WriteBackListRow>(sql`
    select w.id, w.kind, w.state, w.reason, w.created_at::text as place, w.created_at, w.done_at, w.requested_by,
      w.invoice_id, i.number as invoice_number, c.id as customer_id, c.full_name as customer_name,
      c.email as customer_email, c.active as customer_active, w.before, w.after, w.fields, w.undo_of
    from write_back w
    left join invoice i on i.organisation_id = w.organisation_id and i.id = w.invoice_id
    left join customer c on c.organisation_id = w.organisation_id and c.id = coalesce(w.customer_id, i.customer_id)
    where ${sql.join(conditions, sql` and `)}
    order by w.created_at desc, w.id desc limit ${limit}`);
  return rows;
}

/** By number, amount or customer of the invoice, by customer, by person, or by what was written or stood there. */
function matches(organisationId: OrganisationId, search: Search): SQL {
  const pattern = containing(search.text);
  return sql`(
    w.invoice_id in (select i.id from invoice i
      where i.organisation_id = ${organisationId} and ${invoiceMatches(organisationId, search)})
    or w.customer_id in (select c.id from customer c
      where c.organisation_id = ${organisationId} and c.full_name ilike ${pattern})
    or w.requested_by ilike ${pattern}
    or exists (select from jsonb_each_text(coalesce(w.before, '{}')) v where v.value ilike ${pattern})
    or exists (select from jsonb_each_text(coalesce(w.after, '{}')) v where v.value ilike ${pattern})
    or concat_ws(' ', w.fields->>'email', w.fields->>'statusText', w.fields->>'noteLine', w.fields->>'expectedOn') ilike ${pattern})`;
}
