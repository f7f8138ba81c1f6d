import { z } from 'zod';
import { emailInvoice, voidInvoice } from '../data/invoice.ts';
import { voidPayment } from '../data/payment.ts';
import { voidRefund } from '../data/refund.ts';
import { deleteDocument, editEntity } from '../data/write.ts';
import type { JsonObject } from '../../kit/json.ts';
import { autoApplyCredit } from '../users/auto-apply.ts';
import {
  applyCredit,
  applyPayment,
  createCreditMemo,
  createInvoice,
  createPayment,
  payInvoice,
  touch,
  unapplyPayment,
} from '../users/documents.ts';
import { createRefund, refundCredit, refundPayment } from '../users/refunds.ts';
import { change, id, inRealm, members, oneObject, placeOf } from './action.ts';

const newInvoice = inRealm.extend({
  customerId: id,
  amount: z.coerce.number().nonnegative(),
  txnDate: z.iso.date().optional(),
  dueDate: z.iso.date().optional(),
  termId: id.optional(),
  number: z.string().optional(),
  memo: z.string().optional(),
  note: z.string().optional(),
  email: z.string().optional(),
  text: z.string().optional(),
});

/** What a QuickBooks user does with documents; each raises its webhooks. */
export const documentActions = {
  createInvoice: change(newInvoice, (box, { realmId, ...input }) =>
    createInvoice(placeOf(box, realmId), input),
  ),

  editInvoice: change(oneObject.extend({ changes: members }), (box, input) =>
    editEntity(placeOf(box, input.realmId), 'Invoice', input.id, input.changes as JsonObject),
  ),

  touchInvoices: change(inRealm.extend({ ids: z.array(id) }), (box, { realmId, ids }) => {
    for (const invoiceId of ids) touch(placeOf(box, realmId), invoiceId);
    return { touched: ids.length };
  }),

  payInvoice: change(
    oneObject.extend({
      amount: z.coerce.number().positive().optional(),
      on: z.iso.date().optional(),
    }),
    (box, input) => payInvoice(placeOf(box, input.realmId), input.id, input.amount, input.on),
  ),

  voidInvoice: change(oneObject, (box, input) =>
    voidInvoice(placeOf(box, input.realmId), input.id),
  ),

  deleteInvoice: change(oneObject, (box, input) => {
    deleteDocument(placeOf(box, input.realmId), 'Invoice', input.id);
    return { deleted: input.id };
  }),

  emailInvoice: change(oneObject.extend({ to: z.string().optional() }), (box, input) =>
    emailInvoice(placeOf(box, input.realmId), input.id, input.to ?? ''),
  ),

  createPayment: change(
    inRealm.extend({ customerId: id, amount: z.coerce.number().positive() }),
    (box, input) => createPayment(placeOf(box, input.realmId), input.customerId, input.amount),
  ),

  voidPayment: change(oneObject, (box, input) =>
    voidPayment(placeOf(box, input.realmId), input.id),
  ),

  deletePayment: change(oneObject, (box, input) => {
    deleteDocument(placeOf(box, input.realmId), 'Payment', input.id);
    return { deleted: input.id };
  }),

  createCreditMemo: change(
    inRealm.extend({
      customerId: id,
      amount: z.coerce.number().positive(),
      number: z.string().optional(),
    }),
    (box, { realmId, ...input }) => {
      const place = placeOf(box, realmId);
      const memo = createCreditMemo(place, input.customerId, input.amount, input.number);
      autoApplyCredit(place, memo);
      return memo;
    },
  ),

  editPayment: change(oneObject.extend({ changes: members }), (box, input) =>
    editEntity(placeOf(box, input.realmId), 'Payment', input.id, input.changes as JsonObject),
  ),

  applyPayment: change(
    inRealm.extend({
      paymentId: id,
      invoiceId: id,
      amount: z.coerce.number().positive().optional(),
    }),
    (box, input) =>
      applyPayment(placeOf(box, input.realmId), input.paymentId, input.invoiceId, input.amount),
  ),

  unapplyPayment: change(oneObject, (box, input) =>
    unapplyPayment(placeOf(box, input.realmId), input.id),
  ),

  editCreditMemo: change(oneObject.extend({ changes: members }), (box, input) =>
    editEntity(placeOf(box, input.realmId), 'CreditMemo', input.id, input.changes as JsonObject),
  ),

  deleteCreditMemo: change(oneObject, (box, input) => {
    deleteDocument(placeOf(box, input.realmId), 'CreditMemo', input.id);
    return { deleted: input.id };
  }),

  createRefund: change(
    inRealm.extend({
      customerId: id,
      amount: z.coerce.number().positive(),
      creditMemoId: id.optional(),
    }),
    (box, { realmId, ...input }) => createRefund(placeOf(box, realmId), input),
  ),

  refundCredit: change(oneObject, (box, input) =>
    refundCredit(placeOf(box, input.realmId), input.id),
  ),

  refundPayment: change(oneObject, (box, input) =>
    refundPayment(placeOf(box, input.realmId), input.id),
  ),

  voidRefund: change(oneObject, (box, input) => voidRefund(placeOf(box, input.realmId), input.id)),

  deleteRefund: change(oneObject, (box, input) => {
    deleteDocument(placeOf(box, input.realmId), 'RefundReceipt', input.id);
    return { deleted: input.id };
  }),

  applyCredit: change(
    inRealm.extend({
      invoiceId: id,
      creditMemoId: id,
      amount: z.coerce.number().positive().optional(),
    }),
    (box, input) =>
      applyCredit(placeOf(box, input.realmId), input.invoiceId, input.creditMemoId, input.amount),
  ),
};
