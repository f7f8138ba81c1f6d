import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { sendingRun, sendingRunLeftOut } from './schema/index.ts';
import { waitingConditions, type Waiting } from './mark-waiting.ts';
import type { Tx } from './transaction.ts';

export type SendingRun = typeof sendingRun.$inferSelect;
export type NewSendingRun = typeof sendingRun.$inferInsert;

export async function addSendingRun(tx: Tx, run: NewSendingRun): Promise<void> {
  await tx.insert(sendingRun).values(run);
}

/** The run, kept from whoever else prepares or cancels it until the transaction ends. */
export async function lockSendingRun(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<SendingRun | undefined> {
  const [run] = await tx.select().from(sendingRun).where(ofRun(organisationId, id)).for('update');
  return run;
}

export async function changeSendingRun(
  tx: Tx,
  { organisationId, id }: Pick<SendingRun, 'organisationId' | 'id'>,
  change: Partial<Pick<SendingRun, 'lookedAtId' | 'preparedAt' | 'cancelledAt' | 'cancelledBy'>>,
): Promise<void> {
  await tx.update(sendingRun).set(change).where(ofRun(organisationId, id));
}

const ofRun = (organisationId: string, id: string) =>
  and(eq(sendingRun.organisationId, organisationId), eq(sendingRun.id, id));

export type WaitingInvoice = { id: InvoiceId; waitsSince: Date; documentOn: string };

/** Invoices that wait to be sent, in order of id after `after`; locked, so that what is decided about them holds. */
export async function lockWaiting(
  tx: Tx,
  organisationId: OrganisationId,
  which: Waiting,
  { after, limit }: { after: string; limit: number },
): Promise<WaitingInvoice[]> {
  const { rows } = await tx.execute<{ id: InvoiceId; at: string; document_on: string }>(sql`
    select w.invoice_id as id, w.at, i.document_on::text as document_on ${waiting(organisationId, which)}
      and w.invoice_id > ${after}
    order by w.invoice_id limit ${limit} for update of w`);
  return rows.map(({ id, at, document_on: documentOn }) => ({
    id,
    waitsSince: new Date(at),
    documentOn,
  }));
}

/** The same without a lock, for a look ahead. */
export async function listWaitingIds(
  tx: Tx,
  organisationId: OrganisationId,
  which: Waiting,
  { after, limit }: { after: string; limit: number },
): Promise<InvoiceId[]> {
  const { rows } = await tx.execute<{ id: InvoiceId }>(sql`
    select w.invoice_id as id ${waiting(organisationId, which)} and w.invoice_id > ${after}
    order by w.invoice_id limit ${limit}`);
  return rows.map(({ id }) => id);
}

export async function countWaiting(
  tx: Tx,
  organisationId: OrganisationId,
  which: Waiting,
): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count ${waiting(organisationId, which)}`,
  );
  return rows[0]?.count ?? 0;
}

const waiting = (organisationId: OrganisationId, which: Waiting): SQL => sql`
  from invoice_sending w join invoice i on i.organisation_id = w.organisation_id and i.id = w.invoice_id
  where ${waitingConditions(organisationId, which)}`;

export async function addLeftOut(
  tx: Tx,
  { organisationId, id: runId }: Pick<SendingRun, 'organisationId' | 'id'>,
  rows: { invoiceId: string; reason: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(sendingRunLeftOut)
    .values(rows.map((row) => ({ organisationId, runId, ...row })))
    .onConflictDoNothing();
}

/** What became of a run's invoices so far. */
export interface RunCounts {
  waiting: number;
  sent: number;
  refused: number;
  unknown: number;
  cancelled: number;
  leftOut: number;
}

type CountedRun = SendingRun & RunCounts;

const countOf = (states: string): SQL<number> => sql<number>`(select count(*)::int from delivery d
  where d.organisation_id = sending_run.organisation_id and d.run_id = sending_run.id and d.state in (${sql.raw(states)}))`;

const counted = {
  waiting: countOf(`'planned', 'claimed'`),
  sent: countOf(`'sent'`),
  refused: countOf(`'refused'`),
  unknown: countOf(`'unknown'`),
  cancelled: countOf(`'cancelled'`),
  leftOut: sql<number>`(select count(*)::int from sending_run_left_out l
    where l.organisation_id = sending_run.organisation_id and l.run_id = sending_run.id)`,
};

/** Newest first, before the given place. */
export async function listSendingRuns(
  tx: Tx,
  organisationId: OrganisationId,
  { before, limit }: { before: { at: string; id: string } | null; limit: number },
): Promise<CountedRun[]> {
  const rows = await tx
    .select({ run: sendingRun, counts: counted })
    .from(sendingRun)
    .where(
      and(
        eq(sendingRun.organisationId, organisationId),
        before
          ? sql`(${sendingRun.requestedAt}, ${sendingRun.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(sendingRun.requestedAt), desc(sendingRun.id))
    .limit(limit);
  return rows.map(({ run, counts }) => ({ ...run, ...counts }));
}

export async function findSendingRun(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<CountedRun | undefined> {
  const [row] = await tx
    .select({ run: sendingRun, counts: counted })
    .from(sendingRun)
    .where(ofRun(organisationId, id));
  return row && { ...row.run, ...row.counts };
}

export type RunProblem = {
  invoice_id: string;
  number: string | null;
  customer_id: string | null;
  customer_name: string | null;
  state: 'left-out' | 'refused' | 'unknown' | 'cancelled';
  reason: string;
};

/** Invoices of a run that did not leave, or of which nobody knows, in order of id. */
export async function listRunProblems(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  { after, limit }: { after: string; limit: number },
): Promise<RunProblem[]> {
  const { rows } = await tx.execute<RunProblem>(sql`
    select p.invoice_id, i.number, i.customer_id, c.full_name as customer_name, p.state, p.reason
    from (
      select l.invoice_id, 'left-out' as state, l.reason from sending_run_left_out l
      where l.organisation_id = ${organisationId} and l.run_id = ${id}
      union all
      select d.invoice_id, d.state, d.reason from delivery d
      where d.organisation_id = ${organisationId} and d.run_id = ${id} and d.state in ('refused', 'unknown', 'cancelled')
    ) p
    left join invoice i on i.organisation_id = ${organisationId} and i.id = p.invoice_id
    left join customer c on c.organisation_id = ${organisationId} and c.id = i.customer_id
    where p.invoice_id > ${after} order by p.invoice_id limit ${limit}`);
  return rows;
}

/** In system scope: organisations that may send invoices by themselves, with their settings and the day of their last run. */
export async function organisationsSendingInvoices(
  tx: Tx,
): Promise<{ id: OrganisationId; settings: unknown; ranOn: string | null }[]> {
  const { rows } = await tx.execute<{
    id: OrganisationId;
    settings: unknown;
    ran_on: string | null;
  }>(sql`
    select id, invoice_sending as settings, invoice_run_on::text as ran_on from organisation
    where invoice_sending->>'on' = 'true' and invoice_sending->>'mode' = 'automatic'`);
  return rows.map(({ id, settings, ran_on: ranOn }) => ({ id, settings, ranOn }));
}

/** Takes the day's run, which nobody takes twice. */
export async function takeRunDay(
  tx: Tx,
  organisationId: OrganisationId,
  on: string,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update organisation set invoice_run_on = ${on}::date
    where id = ${organisationId} and (invoice_run_on is null or invoice_run_on < ${on}::date)`);
  return rowCount === 1;
}
