import { z } from 'zod';
import type {
  RunProblemPage,
  RunProblemQuery,
  SendingRunJson,
  SendingRunPage,
  SendingRunQuery,
} from '../../../domain/api/sending-runs.ts';
import { NotFound } from '../../../domain/errors.ts';
import { findSendingRun, listRunProblems, listSendingRuns } from '../../db/sending-runs.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { isId } from '../silence/subject.ts';
import { toRunJson } from './run-json.ts';

const RunPlace = z.object({ at: z.iso.datetime(), id: z.uuid() });
const ProblemPlace = z.object({ after: z.string() });

/** Runs that send invoices, newest first (ux O3). */
export async function listRuns(
  ctx: Context,
  member: Member,
  { cursor, limit }: z.output<typeof SendingRunQuery>,
): Promise<z.input<typeof SendingRunPage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const before = fromCursor(RunPlace, cursor);
  const runs = await inOrganisation(ctx.store, organisationId, (tx) =>
    listSendingRuns(tx, organisationId, { before, limit: limit + 1 }),
  );
  const page = cutPage(runs, limit, ({ requestedAt, id }) => ({
    at: requestedAt.toISOString(),
    id,
  }));
  return { rows: page.rows.map(toRunJson), next: page.next };
}

/** One run with how far it has come. Throws NotFound. */
export async function readRun(
  ctx: Context,
  member: Member,
  id: string,
): Promise<z.input<typeof SendingRunJson>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const run = isId(id)
    ? await inOrganisation(ctx.store, organisationId, (tx) =>
        findSendingRun(tx, organisationId, id),
      )
    : undefined;
  if (!run) throw new NotFound('sending-run.unknown', 'no such run');
  return toRunJson(run);
}

/** The invoices of a run that did not leave, or of which nobody knows, each with its reason. */
export async function listProblems(
  ctx: Context,
  member: Member,
  id: string,
  { cursor, limit }: z.output<typeof RunProblemQuery>,
): Promise<z.input<typeof RunProblemPage>> {
  await readRun(ctx, member, id);
  const { organisationId } = member;
  const after = fromCursor(ProblemPlace, cursor)?.after ?? '';
  const rows = await inOrganisation(ctx.store, organisationId, (tx) =>
    listRunProblems(tx, organisationId, id, { after, limit: limit + 1 }),
  );
  const page = cutPage(rows, limit, (last) => ({ after: last.invoice_id }));
  return {
    rows: page.rows.map((row) => ({
      invoiceId: row.invoice_id,
      number: row.number,
      customerId: row.customer_id,
      customerName: row.customer_name,
      state: row.state,
      reason: row.reason,
    })),
    next: page.next,
  };
}
