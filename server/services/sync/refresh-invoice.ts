import { NeedsPerson } from '../../../domain/errors.ts';
import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { Customer, Invoice } from '../../../domain/invoice/invoice.ts';
import { findBilledAncestorIds, findCustomer, getInvoice } from '../../db/mirror.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { inReading, openReading, readById, type Reading } from './reading.ts';

export interface FreshInvoice {
  invoice: Invoice;
  /** Null when the invoice names no customer, or one that the books do not give out. */
  customer: Customer | null;
  /** Who is billed in the customer's place (E28), else null. */
  parent: Customer | null;
}

/** The same for several invoices, most often of one customer: in one call for all of them and one for their people. */
export async function refreshInvoices(
  ctx: Context,
  organisationId: OrganisationId,
  ids: InvoiceId[],
): Promise<void> {
  const reading = await openReading(ctx, organisationId);
  await readInvoices(reading, ids);
  const named = await inReading(reading, async (tx) => {
    const invoices = [];
    for (const id of ids) invoices.push(await getInvoice(tx, organisationId, id));
    return invoices.flatMap(({ customerId }) => customerId ?? []);
  });
  for (const customerId of new Set(named)) await readPeople(reading, customerId);
}

async function readInvoices(reading: Reading, ids: InvoiceId[]): Promise<void> {
  const { problems } = await readById(reading, 'invoices', ids);
  const [problem] = problems;
  if (problem) throw new NeedsPerson(problem.code, 'an invoice cannot be read');
}

/**
 * Reads the invoice and everybody it may be sent to from the books, into the mirror, right before a message would leave (product.md 4,
 * idea 1). Two calls as a rule. Throws when the books cannot be asked or the invoice cannot be read: then nothing may be sent.
 */
export async function refreshInvoice(
  ctx: Context,
  organisationId: OrganisationId,
  id: InvoiceId,
): Promise<FreshInvoice> {
  const reading = await openReading(ctx, organisationId);
  await readInvoices(reading, [id]);
  const { customerId } = await inReading(reading, (tx) => getInvoice(tx, organisationId, id));
  if (customerId !== null) await readPeople(reading, customerId);
  return inReading(reading, (tx) => factsOf(tx, organisationId, id));
}

/** The customer, and the parents up to the one who is billed: read again as long as a fresh copy names another one. */
async function readPeople(reading: Reading, customerId: CustomerId): Promise<void> {
  const read = new Set<CustomerId>();
  for (;;) {
    const above = await inReading(reading, (tx) =>
      findBilledAncestorIds(tx, reading.organisationId, customerId),
    );
    const wanted = [customerId, ...above].filter((id) => !read.has(id));
    if (wanted.length === 0) return;
    const { problems } = await readById(reading, 'customers', wanted);
    const [problem] = problems;
    if (problem) throw new NeedsPerson(problem.code, 'a customer of the invoice cannot be read');
    wanted.forEach((id) => read.add(id));
  }
}

async function factsOf(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
): Promise<FreshInvoice> {
  const invoice = await getInvoice(tx, organisationId, id);
  if (invoice.customerId === null) return { invoice, customer: null, parent: null };
  const find = async (customerId: CustomerId) =>
    (await findCustomer(tx, organisationId, customerId)) ?? null;
  const billedId = (await findBilledAncestorIds(tx, organisationId, invoice.customerId)).at(-1);
  return {
    invoice,
    customer: await find(invoice.customerId),
    parent: billedId === undefined ? null : await find(billedId),
  };
}
