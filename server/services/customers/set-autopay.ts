import type { z } from 'zod';
import type { CustomerAutopayPut, CustomerRow } from '../../../domain/api/rules.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { CustomerId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { countOpenByCustomer, findCustomer, saveCustomerSetting } from '../../db/customer-list.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { planCustomersInvoices } from '../mirror/upsert.ts';
import { assertMay } from '../organisations/may.ts';
import { toCustomerRow } from './list.ts';

/**
 * Whether a customer is on autopay; null follows the organisation's default (BJ-16). Rules may ask for either (BJ-14, BJ-15), so the
 * customer's open invoices are planned again.
 */
export async function setCustomerAutopay(
  ctx: Context,
  member: Member,
  id: CustomerId,
  { autopay }: z.output<typeof CustomerAutopayPut>,
): Promise<z.input<typeof CustomerRow>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const before = await findCustomer(tx, organisationId, id);
    if (!before) throw new NotFound('customer.unknown', 'no such customer');
    await saveCustomerSetting(tx, organisationId, id, { autopay });
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'customer.autopay-changed',
      actor: actorOf(member),
      detail: { customer: before.fullName, before: before.autopay, after: autopay },
    });
    await planCustomersInvoices(tx, organisationId, [id], ctx.now());
    await announce(tx, organisationId, 'invoices');
    const open = await countOpenByCustomer(tx, organisationId, [id]);
    return toCustomerRow({ ...before, autopay }, open);
  });
}
