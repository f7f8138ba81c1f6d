import type { JsonObject } from '../../../kit/json.ts';
import type { Org } from '../../books/org.ts';
import type { Allocation, Credit } from '../../books/records.ts';
import { wireDay, wireDayText, wireInstant, wireInstantText } from '../wire.ts';
import { contactInDocument } from './contact.ts';
import { showFile } from './file.ts';
import type { View } from './invoice.ts';
import { showLines } from './lines.ts';

const ID_FIELDS = {
  CreditNote: 'CreditNoteID',
  Overpayment: 'OverpaymentID',
  Prepayment: 'PrepaymentID',
} as const;

export function showCredit(org: Org, credit: Credit, view: View): JsonObject {
  const isFull = view.form === 'page' || view.form === 'one';
  const files = org.files.get(credit.id) ?? [];
  return {
    [ID_FIELDS[credit.kind]]: credit.id,
    ID: credit.id,
    ...numberOf(credit),
    Type: credit.type,
    ...(credit.reference === '' && credit.kind === 'Overpayment'
      ? {}
      : { Reference: credit.reference }),
    RemainingCredit: credit.remaining / 100,
    AppliedAmount: credit.allocations.reduce((sum, { amount }) => sum + amount, 0) / 100,
    Allocations: credit.allocations.map((allocation) => showAllocation(org, allocation)),
    Payments: paymentsOf(org, credit),
    HasErrors: false,
    HasAttachments: files.length > 0,
    ...(view.form === 'one' && files.length > 0
      ? {
          Attachments: files.map((file) => showFile(view.base, `${credit.kind}s`, credit.id, file)),
        }
      : {}),
    Contact: contactInDocument(org, credit.contactId, isFull),
    DateString: wireDayText(credit.date),
    Date: wireDay(credit.date),
    Status: credit.status,
    LineAmountTypes: credit.lineAmountTypes,
    LineItems: isFull ? showLines(org, credit.lines, view.unitdp) : [],
    ...(credit.sent === null ? {} : { SentToContact: credit.sent }),
    SubTotal: credit.subTotal / 100,
    TotalTax: credit.totalTax / 100,
    Total: credit.total / 100,
    UpdatedDateUTC: wireInstant(credit.updatedMs),
    UpdatedDateUTCString: wireInstantText(credit.updatedMs),
    CurrencyCode: credit.currency,
    CurrencyRate: credit.rate,
    ...(credit.fullyPaidOn === null || credit.status !== 'PAID'
      ? {}
      : { FullyPaidOnDate: wireDay(credit.fullyPaidOn) }),
  };
}

/** A prepayment carries its number twice (facts: Xero 3.6). */
function numberOf(credit: Credit): JsonObject {
  if (credit.kind === 'CreditNote') return { CreditNoteNumber: credit.number };
  return credit.kind === 'Prepayment' ? { InvoiceNumber: credit.reference } : {};
}

export function showAllocation(org: Org, allocation: Allocation): JsonObject {
  const invoice = org.invoices.get(allocation.invoiceId);
  return {
    AllocationID: allocation.id,
    Amount: allocation.amount / 100,
    Date: wireDay(allocation.date),
    Invoice: {
      InvoiceID: allocation.invoiceId,
      InvoiceNumber: invoice?.number ?? '',
      Payments: [],
      CreditNotes: [],
      Prepayments: [],
      Overpayments: [],
      HasErrors: false,
      IsDiscounted: false,
      LineItems: [],
    },
    HasErrors: false,
    StatusAttributeString: 'OK',
  };
}

function paymentsOf(org: Org, credit: Credit): JsonObject[] {
  return org.paymentsOn
    .all(credit.id)
    .filter(({ status }) => status !== 'DELETED')
    .map((payment) => ({
      PaymentID: payment.id,
      Date: wireDay(payment.date),
      Amount: payment.amount / 100,
      Reference: payment.reference,
      CurrencyRate: payment.rate,
      HasAccount: false,
      HasValidationErrors: false,
    }));
}
