import { z } from 'zod';
import type { JsonObject } from '../../kit/json.ts';
import { cents } from '../../kit/json.ts';
import { showAllocation, showCredit } from '../api/show/credit.ts';
import { showPayment } from '../api/show/payment.ts';
import { allocate, createCredit, editCredit, removeAllocation } from '../books/credits.ts';
import { dueOf } from '../books/invoices.ts';
import { addPayment, deletePayment } from '../books/payments.ts';
import { problems } from '../books/problems.ts';
import type { Credit, Invoice } from '../books/records.ts';
import type { Box } from '../box.ts';
import { contactId } from './keys.ts';
import { change, id, inTenant, look, oneRecord, orgIn, placeOf } from './action.ts';

const view = { form: 'one', unitdp: 2, base: '' } as const;
const show = (box: Box, tenantId: string, credit: Credit): JsonObject =>
  showCredit(orgIn(box, tenantId), credit, view);

function invoiceOf(box: Box, tenantId: string, key: string): Invoice {
  const org = orgIn(box, tenantId);
  const found = org.invoices.get(key) ?? org.invoicesNumbered.all(key)[0];
  if (!found) throw problems.noDocument();
  return found;
}

function creditOf(box: Box, tenantId: string, key: string): Credit {
  const org = orgIn(box, tenantId);
  const found = org.credits.get(key) ?? org.creditsNumbered.all(key)[0];
  if (!found) throw problems.noCreditNote();
  return found;
}

const amount = z.coerce.number().positive();

/** Payments and credits as a person in Xero enters them. Documents are named by id or number. */
export const moneyActions = {
  payInvoice: change(
    oneRecord.extend({
      amount: amount.optional(),
      on: z.iso.date().optional(),
      reference: z.string().optional(),
      isReconciled: z.boolean().default(true),
    }),
    (box, { tenantId, ...input }) => {
      const org = orgIn(box, tenantId);
      const invoice = invoiceOf(box, tenantId, input.id);
      const payment = addPayment(placeOf(box, tenantId), {
        target: { kind: 'Invoice', id: invoice.id },
        amount: input.amount === undefined ? dueOf(invoice) : cents(input.amount),
        date: input.on ?? org.today(box.clock.now()),
        reference: input.reference ?? '',
        isReconciled: input.isReconciled,
      });
      return showPayment(org, payment);
    },
  ),

  deletePayment: change(oneRecord, (box, { tenantId, id: key }) =>
    showPayment(orgIn(box, tenantId), deletePayment(placeOf(box, tenantId), key)),
  ),

  /** Takes the last payment of an invoice back, as a bank does. */
  deleteNewestPayment: change(oneRecord, (box, { tenantId, id: key }) => {
    const org = orgIn(box, tenantId);
    const payments = org.paymentsOn.all(invoiceOf(box, tenantId, key).id);
    const newest = payments.filter(({ status }) => status === 'AUTHORISED').at(-1);
    if (!newest) throw problems.noDocument();
    return showPayment(org, deletePayment(placeOf(box, tenantId), newest.id));
  }),

  /** A credit note, or money on account (`kind`), approved at once. */
  createCredit: change(
    inTenant.extend({
      contactId: id,
      amount,
      kind: z.enum(['CreditNote', 'Overpayment', 'Prepayment']).default('CreditNote'),
      number: z.string().optional(),
      reference: z.string().optional(),
      status: z.enum(['DRAFT', 'AUTHORISED']).default('AUTHORISED'),
    }),
    (box, { tenantId, ...input }) => {
      const line = {
        id: '',
        description: 'Credit',
        quantity: 1,
        unitAmount: input.amount,
        accountCode: '200',
        taxType: 'NONE',
        itemCode: null,
        discountRate: null,
        lineAmount: 0,
        taxAmount: 0,
      };
      const credit = createCredit(placeOf(box, tenantId), {
        kind: input.kind,
        status: input.status,
        contactId: contactId(box, tenantId, input.contactId),
        lines: [line],
        lineAmountTypes: 'NoTax',
        ...(input.number === undefined ? {} : { number: input.number }),
        ...(input.reference === undefined ? {} : { reference: input.reference }),
      });
      return show(box, tenantId, credit);
    },
  ),

  allocateCredit: change(
    inTenant.extend({ creditId: id, invoiceId: id, amount: amount.optional() }),
    (box, { tenantId, ...input }) => {
      const credit = creditOf(box, tenantId, input.creditId);
      const invoice = invoiceOf(box, tenantId, input.invoiceId);
      const most = Math.min(credit.remaining, dueOf(invoice));
      const allocation = allocate(placeOf(box, tenantId), credit.id, {
        invoiceId: invoice.id,
        amount: input.amount === undefined ? most : cents(input.amount),
        date: orgIn(box, tenantId).today(box.clock.now()),
      });
      return showAllocation(orgIn(box, tenantId), allocation);
    },
  ),

  removeAllocation: change(
    inTenant.extend({ creditId: id, allocationId: id }),
    (box, { tenantId, creditId, allocationId }) => {
      const credit = creditOf(box, tenantId, creditId);
      removeAllocation(placeOf(box, tenantId), credit.id, allocationId);
      return { removed: allocationId };
    },
  ),

  voidCredit: change(oneRecord, (box, { tenantId, id: key }) => {
    const { id: creditId } = creditOf(box, tenantId, key);
    return show(box, tenantId, editCredit(placeOf(box, tenantId), creditId, { status: 'VOIDED' }));
  }),

  /** Money back to the customer out of a credit. */
  refundCredit: change(
    oneRecord.extend({ amount: amount.optional() }),
    (box, { tenantId, ...input }) => {
      const org = orgIn(box, tenantId);
      const credit = creditOf(box, tenantId, input.id);
      const payment = addPayment(placeOf(box, tenantId), {
        target: { kind: credit.kind, id: credit.id },
        amount: input.amount === undefined ? credit.remaining : cents(input.amount),
        date: org.today(box.clock.now()),
      });
      return showPayment(org, payment);
    },
  ),

  readCredit: look(oneRecord, (box, { tenantId, id: key }) => ({
    credit: show(box, tenantId, creditOf(box, tenantId, key)),
  })),
};
