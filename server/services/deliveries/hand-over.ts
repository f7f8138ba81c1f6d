import type { OrganisationId } from '../../../domain/ids.ts';
import { NeedsPerson } from '../../../domain/errors.ts';
import type { Message, SendAnswer } from '../../../integrations/channel.ts';
import { markCalled } from '../../db/deliveries.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import type { Outgoing } from './outgoing.ts';

/** The provider does not let us in: nothing left, and an operator has to act first. */
const OPERATOR_MS = 15 * 60_000;

/**
 * Writes the message, and calls. Committing `called_at` right before the call makes the claim final: from then on the row can only be
 * settled by the answer, and a worker that was paused too long finds its lease gone and does not call. Null when the lease is gone.
 */
export async function handOver(
  ctx: Context,
  claimed: Outgoing['claimed'],
  write: (tx: Tx) => Promise<Message>,
): Promise<SendAnswer | null> {
  const [carrier] = claimed;
  const organisationId = carrier.organisationId as OrganisationId;
  const message = await orNull(() =>
    inOrganisation(ctx.store, organisationId, async (tx) => {
      const written = await write(tx);
      const recipients = [...written.to, ...written.cc, ...written.bcc];
      if (!(await markCalled(tx, claimed, recipients))) throw new LeaseGone();
      return written;
    }),
  );
  if (message === null) return null;
  try {
    return await ctx.email.send(message);
  } catch (error) {
    if (error instanceof NeedsPerson)
      return { kind: 'later', afterMs: OPERATOR_MS, code: error.code, raw: '' };
    ctx.log.error({ delivery: carrier.id, err: error }, 'channel threw');
    return { kind: 'unknown', code: 'channel-threw', raw: '' };
  }
}

/** Rolls back what was marked of a message of which another part is no longer ours. */
class LeaseGone extends Error {}

async function orNull<T>(mark: () => Promise<T>): Promise<T | null> {
  try {
    return await mark();
  } catch (error) {
    if (error instanceof LeaseGone) return null;
    throw error;
  }
}
