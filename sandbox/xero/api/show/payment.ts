import type { JsonObject } from '../../../kit/json.ts';
import type { Org } from '../../books/org.ts';
import type { Batch, Payment } from '../../books/records.ts';
import { wireDay, wireInstant, wireInstantText } from '../wire.ts';
import { contactInDocument } from './contact.ts';

export function showPayment(org: Org, payment: Payment): JsonObject {
  const account = org.account(payment.accountId);
  const batch = payment.batchId === null ? undefined : org.batches.get(payment.batchId);
  return {
    PaymentID: payment.id,
    ...(payment.batchId === null ? {} : { BatchPaymentID: payment.batchId }),
    ...(batch ? { BatchPayment: { ...showBatchHead(org, batch), Payments: [] } } : {}),
    Date: wireDay(payment.date),
    BankAmount: Math.round(payment.amount / payment.rate) / 100,
    Amount: payment.amount / 100,
    Reference: payment.reference,
    CurrencyRate: payment.rate,
    PaymentType: payment.type,
    Status: payment.status,
    UpdatedDateUTC: wireInstant(payment.updatedMs),
    UpdatedDateUTCString: wireInstantText(payment.updatedMs),
    HasAccount: account !== undefined,
    IsReconciled: payment.isReconciled,
    Account: { AccountID: payment.accountId, Code: account?.['Code'] ?? '' },
    ...targetOf(org, payment),
    HasValidationErrors: false,
  };
}

/** A refund of a credit note arrives under `Invoice` all the same (facts: Xero 3.5). */
function targetOf(org: Org, payment: Payment): JsonObject {
  const { kind, id } = payment.target;
  if (kind === 'Invoice') {
    const invoice = org.invoices.get(id);
    return invoice
      ? { Invoice: shortForm(org, invoice, { InvoiceID: id, InvoiceNumber: invoice.number }) }
      : {};
  }
  const credit = org.credits.get(id);
  if (!credit) return {};
  if (kind === 'CreditNote')
    return { Invoice: shortForm(org, credit, { InvoiceID: id, InvoiceNumber: credit.number }) };
  return { [kind]: shortForm(org, credit, { [`${kind}ID`]: id, ID: id }) };
}

function shortForm(
  org: Org,
  paper: { type: string; contactId: string; currency: string },
  ids: JsonObject,
): JsonObject {
  return {
    Type: paper.type,
    ...ids,
    Payments: [],
    CreditNotes: [],
    Prepayments: [],
    Overpayments: [],
    HasErrors: false,
    IsDiscounted: false,
    Contact: contactInDocument(org, paper.contactId, false),
    LineItems: [],
    CurrencyCode: paper.currency,
  };
}

function showBatchHead(org: Org, batch: Batch): JsonObject {
  return {
    Account: { AccountID: batch.accountId, Code: org.account(batch.accountId)?.['Code'] ?? '' },
    Reference: batch.reference,
    BatchPaymentID: batch.id,
    DateString: `${batch.date}T00:00:00`,
    Date: wireDay(batch.date),
    Type: batch.type,
    Status: batch.status,
    // Text inside payments, though the schema says otherwise (facts: Xero 3.5).
    TotalAmount: (batch.total / 100).toFixed(2),
    UpdatedDateUTC: wireInstant(batch.updatedMs),
    IsReconciled: String(batch.isReconciled),
  };
}

export function showBatch(org: Org, batch: Batch): JsonObject {
  return {
    ...showBatchHead(org, batch),
    TotalAmount: batch.total / 100,
    IsReconciled: batch.isReconciled,
    Payments: batch.paymentIds
      .map((id) => org.payments.get(id))
      .filter((payment) => payment !== undefined)
      .map((payment) => ({
        PaymentID: payment.id,
        Invoice: {
          InvoiceID: payment.target.id,
          InvoiceNumber: org.invoices.get(payment.target.id)?.number ?? '',
        },
        Amount: payment.amount / 100,
      })),
  };
}
