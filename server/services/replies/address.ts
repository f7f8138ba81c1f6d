import { randomBytes } from 'node:crypto';
import { replyAddress } from '../../../domain/deliveries/reply-address.ts';
import type { Message } from '../../../integrations/channel.ts';
import { addReplyAddress } from '../../db/replies.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

/** A new address for replies to this message; null where none come in. A message that is composed again has several, all of them its own. */
export async function addressForReplies(
  ctx: Context,
  tx: Tx,
  { organisationId, key }: Pick<Message, 'organisationId' | 'key'>,
): Promise<string | null> {
  const { replyHost } = ctx.settings;
  if (replyHost === undefined) return null;
  const token = randomBytes(16).toString('hex');
  await addReplyAddress(tx, { token, organisationId, deliveryId: key });
  return replyAddress(token, replyHost);
}
