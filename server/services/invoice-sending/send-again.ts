import { Conflict, NotFound, Refused } from '../../../domain/errors.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { isInvoiceLeaving } from '../../db/invoice-mails.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import { putBackToSend, sendingOf } from '../../db/invoice-sending.ts';
import { findInvoiceDetail } from '../../db/invoice-detail.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { requestPlan } from '../mirror/upsert.ts';
import { assertMay } from '../organisations/may.ts';

/**
 * An invoice waits to be sent (again): a mark taken back, an address that was wrong, or one that the customer lost. Nothing is sent by this
 * itself, and no reminder leaves until it was sent. Throws NotFound, Refused for one that can not be sent, and Conflict while a mail of it
 * is on its way or of unknown result (E44).
 */
export async function putBack(ctx: Context, member: Member, id: InvoiceId): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  const now = ctx.now();
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const organisation = await findOrganisation(tx, organisationId);
    if (!organisation) throw new NotFound('organisation.unknown', 'no such organisation');
    const sendingOn = sendingOf(organisation).on;
    const invoice = await findInvoiceDetail(tx, organisationId, id, { sendingOn });
    if (!invoice) throw new NotFound('invoice.unknown', 'no such invoice');
    if (!sendingOn) throw new Refused('invoice-mail.off', 'the organisation sends no invoices');
    if (invoice.state !== 'open' && invoice.state !== 'paid')
      throw new Refused('invoice-mail.not-sendable', 'void or deleted in the books');
    if (await isInvoiceLeaving(tx, organisationId, id))
      throw new Conflict('invoice-mail.leaving', 'a mail of it is under way or of unknown result');
    if (!(await putBackToSend(tx, organisationId, id, { at: now, by: member.name }))) return;
    await addActivity(tx, {
      organisationId,
      at: now,
      kind: 'invoice.put-back',
      actor: actorOf(member),
      invoiceId: id,
    });
    await markInvoices(tx, organisationId, [id]);
    await requestPlan(tx, organisationId, now);
    await announce(tx, organisationId, 'invoices');
  });
}
