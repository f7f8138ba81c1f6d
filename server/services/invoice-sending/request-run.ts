import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { SendPost, SendingRunJson } from '../../../domain/api/sending-runs.ts';
import { Refused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity } from '../../db/activity.ts';
import { sendingSettingsOf } from '../../db/invoice-sending.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { addWork } from '../../db/outbox.ts';
import { addSendingRun, countWaiting, findSendingRun } from '../../db/sending-runs.ts';
import type { WantedInvoices } from '../../db/schema/index.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { prepareNext, toWaiting, toWanted } from './prepare-run.ts';
import { toRunJson } from './run-json.ts';

/**
 * A person sends invoices, each with a mail of its own, by its customer's channel (UF-10, UF-12). The first part is planned at once, the
 * others by a job. Throws Refused while Dunlin sends no invoices.
 */
export async function requestRun(
  ctx: Context,
  member: Member,
  asked: z.output<typeof SendPost>,
): Promise<z.input<typeof SendingRunJson>> {
  assertMay(member, 'work');
  return inOrganisation(ctx.store, member.organisationId, (tx) =>
    startRun(ctx, tx, member, toWanted(asked)),
  );
}

/** The same in the caller's transaction. */
export async function startRun(
  ctx: Context,
  tx: Tx,
  member: Member,
  wanted: Exclude<WantedInvoices, 'due'>,
): Promise<z.input<typeof SendingRunJson>> {
  const { organisationId } = member;
  const now = ctx.now();
  const today = await getOrganisationToday(tx, organisationId, now);
  if (!sendingSettingsOf(today.record).on)
    throw new Refused('invoice-mail.off', 'the organisation sends no invoices');
  const total = await countWaiting(tx, organisationId, await toWaiting(tx, today, wanted));
  const id = randomUUID();
  await addSendingRun(tx, {
    organisationId,
    id,
    wanted,
    requestedBy: member.name,
    requestedAt: now,
    total,
    leavesAt: new Date(now.getTime() + today.sending.undoSeconds * 1_000),
  });
  await addActivity(tx, {
    organisationId,
    at: now,
    kind: 'invoices.send-asked',
    actor: actorOf(member),
    detail: { count: total },
  });
  if ((await prepareNext(ctx, tx, organisationId, id)) === 'more')
    await queueRun(tx, organisationId, id, now);
  const run = await findSendingRun(tx, organisationId, id);
  if (!run) throw new Refused('sending-run.unknown', 'the run was not stored');
  return toRunJson(run);
}

/** The work that prepares the rest of a run. */
export function queueRun(
  tx: Tx,
  organisationId: OrganisationId,
  runId: string,
  now: Date,
): Promise<void> {
  return addWork(tx, {
    organisationId,
    name: 'invoices.send',
    key: runId,
    payload: { organisationId, runId },
    availableAt: now,
  });
}
