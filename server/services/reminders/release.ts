import { NotFound, Refused } from '../../../domain/errors.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import { hasInvoice, releaseInvoice } from '../../db/quarantine.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { requestPlan } from '../mirror/upsert.ts';
import { assertMay } from '../organisations/may.ts';

/**
 * Takes one invoice out of quarantine (E21): from now on it follows the rules. Throws Refused when it was not set aside, and NotFound for
 * an invoice of somebody else.
 */
export async function release(ctx: Context, member: Member, invoiceId: InvoiceId): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    if (!(await hasInvoice(tx, organisationId, invoiceId)))
      throw new NotFound('invoice.not-found', 'no such invoice');
    if (!(await releaseInvoice(tx, organisationId, invoiceId)))
      throw new Refused('reminders.not-set-aside', 'the invoice follows the rules already');
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'invoice.released',
      actor: actorOf(member),
      invoiceId,
    });
    await markInvoices(tx, organisationId, [invoiceId]);
    await requestPlan(tx, organisationId, ctx.now());
    await announce(tx, organisationId, 'invoices');
  });
}
