import { randomUUID } from 'node:crypto';
import { senderOf } from '../../../domain/sender/sender-of.ts';
import { SendingSettings } from '../../../domain/calendar/sending-settings.ts';
import { firstLines } from '../../../domain/deliveries/reply-text.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { InboundMail } from '../../../integrations/channel.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { deliveriesOfMessage, type DeliveryRecord } from '../../db/deliveries.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { addWork } from '../../db/outbox.ts';
import { addReply } from '../../db/replies.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { StoredPost } from '../../db/webhooks.ts';
import { dunlin, type Context } from '../context.ts';
import { addTask } from '../tasks/add.ts';
import { holdForReply } from './hold.ts';

interface Answer {
  mail: InboundMail;
  answered: DeliveryRecord;
  post: StoredPost;
  /** Names the mail. */
  key: string;
}

/**
 * A person answered (E37): reminders to the customer wait, the history and a task tell of it, and the mail goes on to the organisation. One
 * transaction, and nothing when this mail was noted before.
 */
export async function noteReply(
  ctx: Context,
  { mail, answered, post, key }: Answer,
): Promise<void> {
  const organisationId = answered.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const organisation = await findOrganisation(tx, organisationId);
    if (!organisation) return;
    const now = ctx.now();
    const todayOn = localDateOf(now, organisation.timeZone);
    const id = randomUUID();
    const { replyTo } = senderOf(organisation, ctx.settings.mailFrom);
    const forward = replyTo === null ? 'none' : 'waiting';
    const row = { organisationId, id, key, deliveryId: answered.id, postId: post.id, forward };
    if (!(await addReply(tx, { ...row, forward, receivedAt: post.receivedAt }))) return;
    const { replyPauseDays } = SendingSettings.parse(organisation.sending);
    const until = await holdForReply(tx, answered, { todayOn, days: replyPauseDays, now });
    const about = await deliveriesOfMessage(tx, organisationId, answered.id as DeliveryId);
    await addActivity(
      tx,
      ...about.map((one) => ({
        organisationId,
        at: now,
        kind: 'customer.replied',
        actor: dunlin,
        invoiceId: one.invoiceId as InvoiceId,
        deliveryId: one.id as DeliveryId,
        detail: { address: mail.from, until, end: until === null ? 'none' : 'day' },
      })),
    );
    await addTask(tx, organisationId, now, {
      kind: 'customer-replied',
      key: `customer-replied:${id}`,
      dueOn: todayOn,
      customerId: answered.customerId,
      invoiceId: answered.invoiceId,
      deliveryId: answered.id as DeliveryId,
      note: firstLines(mail.text) || mail.subject,
    });
    if (forward === 'waiting')
      await addWork(tx, {
        organisationId,
        name: 'reply.forward',
        key: id,
        payload: { organisationId, replyId: id },
        availableAt: now,
      });
    await announce(tx, organisationId, 'deliveries', 'invoices');
  });
}
