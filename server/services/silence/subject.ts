import { z } from 'zod';
import { Invalid, NotFound, Refused } from '../../../domain/errors.ts';
import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { isLocalDate, localDateOf, type LocalDate } from '../../../domain/local-date.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { findSubjectCustomer, findSubjectInvoice } from '../../db/silence-records.ts';
import type { Tx } from '../../db/transaction.ts';

/** The organisation's calendar day. */
export async function todayIn(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<LocalDate> {
  const organisation = await findOrganisation(tx, organisationId);
  if (!organisation) throw new NotFound('organisation.unknown', 'no such organisation');
  return localDateOf(now, organisation.timeZone);
}

/** The invoice that is to be silenced. Throws NotFound, and Refused when nothing is open on it. */
export async function getOpenInvoice(tx: Tx, organisationId: OrganisationId, id: InvoiceId) {
  const invoice = await findSubjectInvoice(tx, organisationId, id);
  if (!invoice) throw new NotFound('invoice.unknown', 'no such invoice');
  if (invoice.state !== 'open') throw new Refused('silence.not-open', 'the invoice is not open');
  return invoice;
}

/** Name of the customer. Throws NotFound. */
export async function getCustomerName(
  tx: Tx,
  organisationId: OrganisationId,
  id: CustomerId,
): Promise<string> {
  const customer = await findSubjectCustomer(tx, organisationId, id);
  if (!customer) throw new NotFound('customer.unknown', 'no such customer');
  return customer.fullName;
}

/** Throws Invalid for a day that does not exist or has gone by. */
export function assertAhead(path: string, on: LocalDate | null, todayOn: LocalDate): void {
  if (on === null || (isLocalDate(on) && on >= todayOn)) return;
  const code = 'silence.day-past';
  throw new Invalid(code, 'not a day ahead', [{ path, code, message: 'not a day ahead' }]);
}

/** Throws Invalid for more than is open. */
export function assertWithin(amountMinor: number | null, openMinor: number): void {
  if (amountMinor === null || amountMinor <= openMinor) return;
  const code = 'silence.amount-high';
  throw new Invalid(code, 'more than is open', [
    { path: 'amountMinor', code, message: 'more than is open' },
  ]);
}

/** Whether a text from an address can be one of our ids; the database refuses to compare others. */
export function isId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
