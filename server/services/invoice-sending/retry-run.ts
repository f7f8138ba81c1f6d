import type { z } from 'zod';
import type { SendingRunJson } from '../../../domain/api/sending-runs.ts';
import { NotFound } from '../../../domain/errors.ts';
import { findSendingRun, listRunProblems } from '../../db/sending-runs.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { isId } from '../silence/subject.ts';
import { startRun } from './request-run.ts';

/** As many as one run may name. */
const MOST = 100_000;

/**
 * A new run over the invoices of a run that did not leave and still wait, for instance after their addresses were corrected. One of which
 * nobody knows whether it left is never among them (E44). Throws NotFound.
 */
export async function retryRun(
  ctx: Context,
  member: Member,
  id: string,
): Promise<z.input<typeof SendingRunJson>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const run = isId(id) ? await findSendingRun(tx, organisationId, id) : undefined;
    if (!run) throw new NotFound('sending-run.unknown', 'no such run');
    const problems = await listRunProblems(tx, organisationId, id, { after: '', limit: MOST });
    const ids = problems
      .filter(({ state }) => state !== 'unknown')
      .map(({ invoice_id: invoiceId }) => invoiceId);
    return startRun(ctx, tx, member, { ids });
  });
}
