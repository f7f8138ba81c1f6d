import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { runDayOf } from '../../../domain/invoice-sending/sends-at.ts';
import { InvoiceSendingSettings } from '../../../domain/invoice-sending/settings.ts';
import { addSendingRun, organisationsSendingInvoices, takeRunDay } from '../../db/sending-runs.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { queueRun } from './request-run.ts';

/**
 * The automatic run of each organisation whose cut-off has passed on an open day (UF-8, E42). Noting that the day's run was taken and the
 * run itself are one transaction, so any number of processes start it once. Answers how many were started.
 */
export async function startDueRuns(ctx: Context): Promise<number> {
  const now = ctx.now();
  let started = 0;
  for (const { id, settings, ranOn } of await asSystem(ctx.store, organisationsSendingInvoices)) {
    const on = runDayOf(now, InvoiceSendingSettings.parse(settings));
    if (on === null || (ranOn !== null && ranOn >= on)) continue;
    if (await startRunOf(ctx, id, on)) started += 1;
  }
  return started;
}

function startRunOf(ctx: Context, organisationId: OrganisationId, on: string): Promise<boolean> {
  const now = ctx.now();
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    if (!(await takeRunDay(tx, organisationId, on))) return false;
    const id = randomUUID();
    await addSendingRun(tx, {
      organisationId,
      id,
      wanted: 'due',
      requestedBy: '',
      requestedAt: now,
      total: 0,
      leavesAt: now,
    });
    await queueRun(tx, organisationId, id, now);
    return true;
  });
}
