import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { done, later, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { NeedsPerson } from '../../../domain/errors.ts';
import type { Message, SendAnswer } from '../../../integrations/channel.ts';
import { senderOf } from '../../../domain/sender/sender-of.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { findReply, moveForward, type ReplyRecord } from '../../db/replies.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import { findPost } from '../../db/webhooks.ts';
import type { Context } from '../context.ts';
import { forwardMessage } from './forward-message.ts';
import { unpackMail } from './packed-mail.ts';

/** The provider does not let us in: an operator has to act first. */
const OPERATOR_MS = 15 * 60_000;
/** By then the call of whoever marked it is over, however it ended: calls have shorter limits. */
const CALL_MS = 5 * 60_000;

/**
 * Sends a customer's reply on to the organisation, once: the row says that the call is about to be made before it is made, and one whose
 * answer is missing is never repeated (E44). The task and the history tell of the reply in any case.
 */
export async function forwardReply(
  ctx: Context,
  organisationId: OrganisationId,
  id: string,
): Promise<JobOutcome> {
  const row = await inOrganisation(ctx.store, organisationId, (tx) =>
    findReply(tx, organisationId, id),
  );
  if (row?.forward === 'called') return lookAtCalled(ctx, row);
  if (row?.forward !== 'waiting') return skipped(row ? `already ${row.forward}` : 'no such reply');
  const message = await compose(ctx, row);
  if (!message) return settle(ctx, row, { from: 'waiting', to: 'none' });
  const calledAt = ctx.now();
  if (!(await move(ctx, row, 'waiting', { forward: 'called', calledAt })))
    return skipped('taken elsewhere');
  const answer = await call(ctx, message);
  if (answer.kind === 'later') {
    await move(ctx, row, 'called', { forward: 'waiting', calledAt: null });
    return later(new Date(ctx.now().getTime() + answer.afterMs), answer.code);
  }
  if (answer.kind !== 'sent')
    ctx.log.warn({ replyId: id, code: answer.code }, 'reply not sent on for sure');
  return settle(ctx, row, { from: 'called', to: answer.kind });
}

/** Somebody marked it and has not said how it ended. */
async function lookAtCalled(ctx: Context, row: ReplyRecord): Promise<JobOutcome> {
  const overAt = new Date((row.calledAt?.getTime() ?? 0) + CALL_MS);
  if (ctx.now() < overAt) return later(overAt, 'being sent elsewhere');
  ctx.log.warn({ replyId: row.id, code: 'reply.worker-lost' }, 'reply not sent on for sure');
  return settle(ctx, row, { from: 'called', to: 'unknown' });
}

async function compose(ctx: Context, row: ReplyRecord): Promise<Message | null> {
  const organisationId = row.organisationId as OrganisationId;
  const organisation = await inOrganisation(ctx.store, organisationId, (tx) =>
    findOrganisation(tx, organisationId),
  );
  const post = await asSystem(ctx.store, (tx) => findPost(tx, row.postId));
  const to = organisation ? senderOf(organisation, ctx.settings.mailFrom).replyTo : null;
  if (!organisation || to === null || !post || !ctx.inbound) return null;
  const packed = unpackMail(post.body);
  return forwardMessage({
    id: row.id as DeliveryId,
    organisation,
    to,
    mailFrom: ctx.settings.mailFrom,
    mail: await ctx.inbound.read(packed),
    mime: packed.mime,
  });
}

async function call(ctx: Context, message: Message): Promise<SendAnswer> {
  try {
    return await ctx.email.send(message);
  } catch (error) {
    if (error instanceof NeedsPerson)
      return { kind: 'later', afterMs: OPERATOR_MS, code: error.code, raw: '' };
    ctx.log.error({ replyId: message.key, err: error }, 'channel threw');
    return { kind: 'unknown', code: 'channel-threw', raw: '' };
  }
}

async function settle(
  ctx: Context,
  row: ReplyRecord,
  { from, to }: { from: ReplyRecord['forward']; to: ReplyRecord['forward'] },
): Promise<JobOutcome> {
  await move(ctx, row, from, { forward: to });
  return done;
}

function move(
  ctx: Context,
  row: ReplyRecord,
  from: ReplyRecord['forward'],
  to: Parameters<typeof moveForward>[3],
): Promise<boolean> {
  return inOrganisation(ctx.store, row.organisationId as OrganisationId, (tx) =>
    moveForward(tx, row, from, to),
  );
}
