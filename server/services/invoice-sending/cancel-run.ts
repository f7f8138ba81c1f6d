import type { z } from 'zod';
import type { SendingRunJson } from '../../../domain/api/sending-runs.ts';
import { Conflict, NotFound } from '../../../domain/errors.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { cancelMailsOfRun } from '../../db/invoice-mails.ts';
import { changeSendingRun, findSendingRun, lockSendingRun } from '../../db/sending-runs.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { isId } from '../silence/subject.ts';
import { toRunJson } from './run-json.ts';

/**
 * Calls off what has not left of a run; those invoices wait to be sent again. Answers what became of it: what has left is not undone.
 * Throws NotFound, and Conflict when nothing of it waits any more.
 */
export async function cancelRun(
  ctx: Context,
  member: Member,
  id: string,
): Promise<z.input<typeof SendingRunJson>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const run = isId(id) ? await lockSendingRun(tx, organisationId, id) : undefined;
    if (!run) throw new NotFound('sending-run.unknown', 'no such run');
    const stopped = run.cancelledAt ? [] : await cancelMailsOfRun(tx, organisationId, id);
    if (stopped.length === 0 && (run.preparedAt || run.cancelledAt))
      throw new Conflict('sending-run.over', 'nothing of the run waits any more');
    const now = ctx.now();
    await changeSendingRun(tx, run, { cancelledAt: now, cancelledBy: member.name });
    await addActivity(tx, {
      organisationId,
      at: now,
      kind: 'invoices.send-cancelled',
      actor: actorOf(member),
      detail: { count: stopped.length },
    });
    await announce(tx, organisationId, 'deliveries', 'invoices');
    const after = await findSendingRun(tx, organisationId, id);
    if (!after) throw new NotFound('sending-run.unknown', 'no such run');
    return toRunJson(after);
  });
}
