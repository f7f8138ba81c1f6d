import type { JsonObject } from '../../../kit/json.ts';
import { asText, at } from '../../../kit/json.ts';
import type { InvoiceChanges } from '../../books/invoices.ts';
import { createInvoice, editInvoice } from '../../books/invoices.ts';
import { Invalid, problems } from '../../books/problems.ts';
import type { DocumentStatus, Invoice, LineAmountTypes } from '../../books/records.ts';
import type { Call } from '../call.ts';
import { viewOfOne } from '../list.ts';
import { findInvoice } from '../read.ts';
import { showInvoice } from '../show/invoice.ts';
import { readDay } from '../wire.ts';
import { writeElements } from './batch.ts';
import { readLines } from './read-lines.ts';

/** `POST /Invoices/{id}`: the id in the path wins. */
export function postInvoice(call: Call): void {
  const { id } = findInvoice(call);
  write(
    call,
    call
      .elements('Invoices')
      .slice(0, 1)
      .map((element) => ({ ...element, InvoiceID: id })),
    false,
  );
}

export function postInvoices(call: Call): void {
  write(call, call.elements('Invoices'), false);
}

export function putInvoices(call: Call): void {
  write(call, call.elements('Invoices'), true);
}

function write(call: Call, elements: JsonObject[], createsOnly: boolean): void {
  writeElements(call, 'Invoices', elements, (element) => {
    const { id } = saveElement(call, element, createsOnly);
    // Shown after every element was written, as it is by then.
    return () => {
      const now = call.org.invoices.get(id);
      return now ? showInvoice(call.org, now, viewOfOne(call)) : {};
    };
  });
}

function saveElement(call: Call, element: JsonObject, createsOnly: boolean): Invoice {
  const known = findKnown(call, element);
  if (!known && element['InvoiceID'] !== undefined) throw problems.noDocument();
  if (known && createsOnly) throw problems.numberTaken();
  const changes = readInvoice(element, known);
  return known ? editInvoice(call.place, known.id, changes) : createInvoice(call.place, changes);
}

/** By id, or by the number of a sales invoice (facts: Xero 2.3). */
function findKnown(call: Call, element: JsonObject): Invoice | undefined {
  const { invoices, invoicesNumbered } = call.org;
  if (element['InvoiceID'] !== undefined) return invoices.get(asText(element['InvoiceID']));
  if (element['Type'] === 'ACCPAY' || element['InvoiceNumber'] === undefined) return undefined;
  const found = invoicesNumbered.all(asText(element['InvoiceNumber']));
  return found.find(({ type, status }) => type === 'ACCREC' && status !== 'DELETED');
}

/** The members an app may set, as changes of the books; what is left out stays. */
export function readInvoice(element: JsonObject, known?: Invoice): InvoiceChanges {
  const changes: InvoiceChanges = {};
  const has = (name: string): boolean => element[name] !== undefined && element[name] !== null;
  if (has('Type')) changes.type = asText(element['Type']) as Invoice['type'];
  if (has('Status')) changes.status = asText(element['Status']) as DocumentStatus;
  if (has('InvoiceNumber')) changes.number = asText(element['InvoiceNumber']);
  if (has('Reference')) changes.reference = asText(element['Reference']);
  if (has('Contact')) changes.contactId = asText(at(element, 'Contact', 'ContactID'));
  if (has('Date')) changes.date = dayOf(element, 'Date');
  if (has('DueDate')) changes.dueDate = dayOf(element, 'DueDate');
  if (has('ExpectedPaymentDate')) changes.expectedDate = dayOf(element, 'ExpectedPaymentDate');
  if (has('PlannedPaymentDate')) changes.plannedDate = dayOf(element, 'PlannedPaymentDate');
  if (has('SentToContact')) changes.sent = String(element['SentToContact']) === 'true';
  if (has('LineAmountTypes'))
    changes.lineAmountTypes = asText(element['LineAmountTypes']) as LineAmountTypes;
  if (has('CurrencyCode')) changes.currency = asText(element['CurrencyCode']);
  if (has('CurrencyRate')) changes.rate = Number(element['CurrencyRate']);
  if (has('BrandingThemeID')) changes.brandingThemeId = asText(element['BrandingThemeID']);
  if (has('Url')) changes.url = asText(element['Url']);
  const lines = readLines(element['LineItems'], known?.lines ?? []);
  if (lines) changes.lines = lines;
  assertKnownWords(changes);
  return changes;
}

const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'];

function assertKnownWords({ type, status }: InvoiceChanges): void {
  if (type !== undefined && !['ACCREC', 'ACCPAY'].includes(type))
    throw new Invalid('Invoice type is not valid.');
  if (status !== undefined && !STATUSES.includes(status))
    throw new Invalid('Invoice Status is not valid.');
}

export function dayOf(element: JsonObject, name: string): string {
  const day = readDay(asText(element[name]));
  if (day === undefined) throw new Invalid(`${name} is not a valid date.`);
  return day;
}
