import type { z } from 'zod';
import type { CustomerLanguagePut, CustomerRow } from '../../../domain/api/rules.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { CustomerId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { countOpenByCustomer, findCustomer, saveCustomerSetting } from '../../db/customer-list.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { toCustomerRow } from './list.ts';

/** Language of messages to one customer; null follows the organisation (E35). Messages not yet sent take it too. */
export async function setCustomerLanguage(
  ctx: Context,
  member: Member,
  id: CustomerId,
  { language }: z.output<typeof CustomerLanguagePut>,
): Promise<z.input<typeof CustomerRow>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const before = await findCustomer(tx, organisationId, id);
    if (!before) throw new NotFound('customer.unknown', 'no such customer');
    await saveCustomerSetting(tx, organisationId, id, { language });
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'customer.language-changed',
      actor: actorOf(member),
      detail: { customer: before.fullName, before: before.language, after: language },
    });
    await announce(tx, organisationId, 'invoices');
    const open = await countOpenByCustomer(tx, organisationId, [id]);
    return toCustomerRow({ ...before, language }, open);
  });
}
