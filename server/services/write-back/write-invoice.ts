import { Refused } from '../../../domain/errors.ts';
import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { Invoice } from '../../../domain/invoice/invoice.ts';
import type { InvoiceWrite, WrittenInvoice } from '../../../integrations/books.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { keepBefore } from '../../db/write-backs.ts';
import type { Settlement } from './settle.ts';
import { againWhenStale, requestIdOf, type Fields, type Writing } from './writing.ts';

/**
 * Notes on the invoice that its reminder left, or when its payment was promised. An invoice that was voided or deleted meanwhile is left
 * alone (facts: QuickBooks 3.9), and for a promise one that is paid. Throws Conflict when it changes faster than we write, Refused when the books say no.
 */
export async function writeInvoice(writing: Writing): Promise<Settlement> {
  try {
    return await againWhenStale(() => lookAndWrite(writing));
  } catch (error) {
    if (error instanceof Refused) return afterRefusal(writing, error);
    throw error;
  }
}

/** A note without room for one more line does not keep the other fields back. What was voided in this moment is dropped, not failed. */
async function afterRefusal(writing: Writing, refusal: Refused): Promise<Settlement> {
  const { noteLine, ...fields } = writing.fields;
  if (noteLine !== undefined && Object.keys(fields).length > 0) {
    const rest = await againWhenStale(() => lookAndWrite({ ...writing, fields }));
    return rest.state === 'done' ? { ...rest, reason: refusal.code } : rest;
  }
  const readAt = writing.ctx.now();
  const invoice = await readInvoice(writing);
  if (!isThere(invoice)) return dropped(invoice, readAt);
  throw refusal;
}

async function lookAndWrite(writing: Writing): Promise<Settlement> {
  const { ctx, company, row, fields } = writing;
  const readAt = ctx.now();
  const found = await readInvoice(writing);
  if (!isThere(found)) return dropped(found, readAt);
  if (fields.expectedOn !== undefined && found.state !== 'open')
    return { ...dropped(found, readAt), reason: 'write-back.promise-over' };
  const now = shown(found, fields);
  // A worker that died after its write left the row with what stood there before.
  if (holds(found, fields)) {
    const asFound = { invoice: found, hasNote: true };
    return ended(fields, row.before ?? now, asFound, readAt);
  }
  const organisationId = row.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, (tx) =>
    keepBefore(tx, organisationId, row.id, now),
  );
  // The answer to a write is the whole fresh record; reading it once more would be a metered call (facts: QuickBooks 2.3).
  const after = await company.writeInvoice(toWrite(writing, found));
  return ended(fields, now, after, readAt);
}

function ended(
  fields: Fields,
  before: Record<string, string>,
  { invoice, hasNote }: WrittenInvoice,
  readAt: Date,
): Settlement {
  const { noteLine, ...others } = fields;
  const kept = hasNote && holds(invoice, others);
  return {
    state: kept ? 'done' : 'failed',
    reason: kept ? '' : 'not-kept-by-the-books',
    before,
    after: {
      ...shown(invoice, others),
      ...(noteLine !== undefined && { noteLine: hasNote ? noteLine : '' }),
    },
    fresh: { invoices: [invoice], readAt },
  };
}

function dropped(invoice: Invoice | null, readAt: Date): Settlement {
  const invoices = invoice ? [invoice] : [];
  return { state: 'dropped', reason: 'write-back.gone', fresh: { invoices, readAt } };
}

function isThere(invoice: Invoice | null): invoice is Invoice {
  return invoice !== null && invoice.state !== 'void' && invoice.state !== 'deleted';
}

/** Null for an invoice that the books no longer have. */
async function readInvoice({ company, row }: Writing): Promise<Invoice | null> {
  const { records, missing } = await company.readById('invoices', [row.invoiceId as InvoiceId]);
  const [invoice] = records;
  if (invoice) return invoice;
  if (missing.length > 0) return null;
  throw new Refused('write-back.unreadable', 'the invoice cannot be read');
}

function toWrite(writing: Writing, { id, booksVersion }: Invoice): InvoiceWrite {
  const { row, fields } = writing;
  const write: InvoiceWrite = { id, booksVersion, requestId: requestIdOf(writing, booksVersion) };
  if (fields.sentMark) write.sentMark = { sentAt: row.createdAt };
  if (fields.statusFieldId)
    write.statusField = { fieldId: fields.statusFieldId, text: fields.statusText ?? '' };
  if (fields.noteLine !== undefined) write.noteLine = fields.noteLine;
  if (fields.expectedOn !== undefined) write.expectedOn = fields.expectedOn;
  return write;
}

/**
 * Whether the invoice itself holds what was agreed. The sent mark counts by its state: the delivery time may be kept or not by the vendor. A
 * line that the books keep in a history is not seen here; whoever writes it looks there.
 */
function holds(
  invoice: Invoice,
  { sentMark, statusFieldId, statusText, noteLine, expectedOn }: Fields,
): boolean {
  const hasMark = !sentMark || invoice.sentState === 'sent';
  const hasStatus = !statusFieldId || invoice.customFields[statusFieldId] === statusText;
  const hasNote = noteLine === undefined || invoice.memoOnStatement.includes(noteLine);
  const hasDay = expectedOn === undefined || invoice.expectedOn === expectedOn;
  return hasMark && hasStatus && hasNote && hasDay;
}

/** Of the memo only our line: the rest is the user's and stays as it is. */
function shown(
  invoice: Invoice,
  { sentMark, statusFieldId, noteLine, expectedOn }: Fields,
): Record<string, string> {
  const values: Record<string, string> = {};
  if (sentMark) values['sentState'] = invoice.sentState;
  if (statusFieldId) values['statusField'] = invoice.customFields[statusFieldId] ?? '';
  if (noteLine !== undefined)
    values['noteLine'] = invoice.memoOnStatement.includes(noteLine) ? noteLine : '';
  if (expectedOn !== undefined) values['expectedOn'] = invoice.expectedOn ?? '';
  return values;
}
