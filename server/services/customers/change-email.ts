import type { z } from 'zod';
import type { CustomerEmailPut, WriteBackRowJson } from '../../../domain/api/organisations.ts';
import { Conflict, Invalid, NotFound } from '../../../domain/errors.ts';
import type { CustomerId, OrganisationId } from '../../../domain/ids.ts';
import { findConnection } from '../../db/connections.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { lockCustomer } from '../../db/write-backs.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { assertEmailAgreed } from '../write-back/agreed.ts';
import { readWriteBack } from '../write-back/list.ts';
import { requestEmail } from '../write-back/request-email.ts';
import { toEmailField } from './email-field.ts';

/**
 * Asks for a new address of a customer in the books; the mirror follows once they hold it. Throws Refused when the owner did not agree
 * to it, Invalid for addresses that cannot be written, Conflict when `expected` is no longer the customer's address (E33).
 */
export async function changeCustomerEmail(
  ctx: Context,
  member: Member,
  id: CustomerId,
  { email, expected }: z.output<typeof CustomerEmailPut>,
): Promise<WriteBackRowJson> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const customer = await lockCustomer(tx, organisationId, id);
    if (!customer) throw new NotFound('customer.unknown', 'no such customer');
    await assertEmailAgreed(tx, organisationId);
    const wanted = toEmailField(email, await maxEmailLength(ctx, tx, organisationId));
    if ((customer.email ?? '') !== (expected ?? ''))
      throw new Conflict('customer.email-changed', 'another address stands there now');
    if ((customer.email ?? '') === (wanted ?? '')) throw unchanged();
    const change = { customer, email: wanted, expectedEmail: customer.email, undoOf: null };
    const row = await requestEmail(ctx, tx, member, change);
    return readWriteBack(tx, organisationId, row);
  });
}

async function maxEmailLength(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
): Promise<number> {
  const connection = await findConnection(tx, organisationId);
  if (!connection) throw new NotFound('connection.none', 'no books were ever connected');
  return ctx.books(connection.provider).abilities.maxEmailLength;
}

function unchanged(): Invalid {
  const code = 'customer.email-unchanged';
  return new Invalid(code, 'the same address', [
    { path: 'email', code, message: 'the same address' },
  ]);
}
