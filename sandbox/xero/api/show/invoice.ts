import type { JsonObject } from '../../../kit/json.ts';
import { dueOf } from '../../books/invoices.ts';
import type { Org } from '../../books/org.ts';
import type { Credit, Invoice } from '../../books/records.ts';
import { wireDay, wireDayText, wireInstant, wireInstantText } from '../wire.ts';
import { showFile } from './file.ts';
import { contactInDocument } from './contact.ts';
import { showLines } from './lines.ts';

/** How much of a record an answer shows (facts: Xero 2.6). */
export interface View {
  /** `list`: unpaged; `page`; `one`: alone; `summary`: summaryOnly. */
  form: 'list' | 'page' | 'one' | 'summary';
  unitdp: number;
  /** Base of attachment addresses. */
  base: string;
}

export function showInvoice(org: Org, invoice: Invoice, view: View): JsonObject {
  const isFull = view.form === 'page' || view.form === 'one';
  const isSales = invoice.type === 'ACCREC';
  const files = org.files.get(invoice.id) ?? [];
  return {
    Type: invoice.type,
    InvoiceID: invoice.id,
    InvoiceNumber: invoice.number,
    ...(isSales ? { Reference: invoice.reference } : {}),
    ...(view.form === 'summary' ? {} : moneyOn(org, invoice)),
    AmountDue: dueOf(invoice) / 100,
    AmountPaid: invoice.paid / 100,
    AmountCredited: invoice.credited / 100,
    ...(invoice.sent === null ? {} : { SentToContact: invoice.sent }),
    CurrencyRate: invoice.rate,
    ...(invoice.repeatingInvoiceId === null
      ? {}
      : { RepeatingInvoiceID: invoice.repeatingInvoiceId }),
    ...(invoice.url === null ? {} : { Url: invoice.url }),
    HasErrors: false,
    IsDiscounted: invoice.lines.some((line) => (line.discountRate ?? 0) > 0),
    HasAttachments: files.length > 0,
    ...(view.form === 'one' && files.length > 0
      ? { Attachments: files.map((file) => showFile(view.base, 'Invoices', invoice.id, file)) }
      : {}),
    Contact: contactInDocument(org, invoice.contactId, isFull),
    ...datesOf(invoice),
    ...(invoice.brandingThemeId === null ? {} : { BrandingThemeID: invoice.brandingThemeId }),
    Status: invoice.status,
    LineAmountTypes: invoice.lineAmountTypes,
    ...(view.form === 'summary'
      ? {}
      : { LineItems: isFull ? showLines(org, invoice.lines, view.unitdp) : [] }),
    SubTotal: invoice.subTotal / 100,
    TotalTax: invoice.totalTax / 100,
    Total: invoice.total / 100,
    UpdatedDateUTC: wireInstant(invoice.updatedMs),
    UpdatedDateUTCString: wireInstantText(invoice.updatedMs),
    CurrencyCode: invoice.currency,
    ...(invoice.fullyPaidOn === null || invoice.status !== 'PAID'
      ? {}
      : { FullyPaidOnDate: wireDay(invoice.fullyPaidOn) }),
  };
}

function datesOf(invoice: Invoice): JsonObject {
  const day = (name: string, value: string | null): JsonObject =>
    value === null ? {} : { [`${name}String`]: wireDayText(value), [name]: wireDay(value) };
  return {
    ...day('Date', invoice.date),
    ...day('DueDate', invoice.dueDate),
    ...(invoice.expectedDate === null
      ? {}
      : { ExpectedPaymentDate: wireDay(invoice.expectedDate) }),
    ...(invoice.plannedDate === null ? {} : { PlannedPaymentDate: wireDay(invoice.plannedDate) }),
  };
}

/** Short forms of what was paid and credited; deleted payments are not among them. */
function moneyOn(org: Org, invoice: Invoice): JsonObject {
  const credits = org.creditsOn.all(invoice.id);
  const ofKind = (kind: Credit['kind'], id: string, number: string | null): JsonObject[] =>
    credits
      .filter((credit) => credit.kind === kind)
      .map((credit) => ({
        [id]: credit.id,
        ID: credit.id,
        ...(number === null ? {} : { [number]: credit.number }),
        Date: wireDay(credit.date),
        AppliedAmount: appliedTo(credit, invoice.id) / 100,
        Total: credit.total / 100,
        HasErrors: false,
      }));
  const payments = org.paymentsOn.all(invoice.id).filter(({ status }) => status !== 'DELETED');
  return {
    Payments: payments.map((payment) => ({
      PaymentID: payment.id,
      ...(payment.batchId === null ? {} : { BatchPaymentID: payment.batchId }),
      Date: wireDay(payment.date),
      Amount: payment.amount / 100,
      Reference: payment.reference,
      CurrencyRate: payment.rate,
      HasAccount: false,
      HasValidationErrors: false,
    })),
    CreditNotes: ofKind('CreditNote', 'CreditNoteID', 'CreditNoteNumber'),
    Prepayments: ofKind('Prepayment', 'PrepaymentID', null),
    Overpayments: ofKind('Overpayment', 'OverpaymentID', null),
  };
}

function appliedTo(credit: Credit, invoiceId: string): number {
  return credit.allocations
    .filter((allocation) => allocation.invoiceId === invoiceId)
    .reduce((sum, { amount }) => sum + amount, 0);
}
