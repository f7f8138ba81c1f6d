import { emailInvoice, voidInvoice } from '../data/invoice.ts';
import { deleteDocument, editEntity } from '../data/write.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, at, cents } from '../../kit/json.ts';
import { addDays } from '../pacific-time.ts';
import { serviceLine } from '../seed/make.ts';
import { attachFile, setIncludeOnSend } from '../users/files.ts';
import { createInvoice } from '../users/documents.ts';
import { idOf } from './hand.ts';
import type { Hand } from './hand.ts';
import type { Moves } from './move.ts';

const isLive = (invoice: JsonObject): boolean => cents(invoice['TotalAmt']) > 0;
const isUnpaid = (invoice: JsonObject): boolean =>
  isLive(invoice) && asList(invoice['LinkedTxn']).length === 0;

function edit(hand: Hand, invoice: JsonObject): JsonObject {
  const changes: JsonObject[] = [
    { PrivateNote: `note ${hand.word()}` },
    { CustomerMemo: { value: `Thank you, ${hand.word()}.` } },
    { DueDate: addDays(asText(invoice['DueDate']), hand.chance.whole(-10, 30)) },
    { BillEmail: { Address: `${hand.word()}@customers.example` } },
  ];
  // Less than what was paid would leave more money on the invoice than it asks for.
  if (isUnpaid(invoice)) changes.push({ Line: [serviceLine('Services', hand.amount(20, 2000))] });
  return editEntity(hand.place, 'Invoice', idOf(invoice), hand.chance.pick(changes) ?? {});
}

/** What happens to invoices and their files. Weights as in a year of a small company. */
export const invoiceMoves: Moves = {
  createInvoice: {
    weight: 18,
    play: (hand) => {
      const customer = hand.customer();
      return (
        customer &&
        createInvoice(hand.place, { customerId: idOf(customer), amount: hand.amount(20, 2000) })
      );
    },
  },
  editInvoice: {
    weight: 14,
    play: (hand) => {
      const invoice = hand.find('Invoice', isLive);
      return invoice && edit(hand, invoice);
    },
  },
  voidInvoice: {
    weight: 2,
    play: (hand) => {
      const invoice = hand.find('Invoice', isLive);
      return invoice && voidInvoice(hand.place, idOf(invoice));
    },
  },
  deleteInvoice: {
    weight: 3,
    play: (hand) => {
      const invoice = hand.find('Invoice', () => true);
      if (invoice) deleteDocument(hand.place, 'Invoice', idOf(invoice));
      return invoice;
    },
  },
  emailInvoice: {
    weight: 8,
    play: (hand) => {
      const invoice = hand.find('Invoice', (one) => at(one, 'BillEmail', 'Address') !== undefined);
      return invoice && emailInvoice(hand.place, idOf(invoice), '');
    },
  },
  changeTerms: {
    weight: 2,
    play: (hand) => {
      const invoice = hand.find('Invoice', isLive);
      const term = hand.find('Term', (one) => one['Active'] !== false);
      const changes = { SalesTermRef: { value: term ? idOf(term) : '' }, DueDate: '' };
      return invoice && term && editEntity(hand.place, 'Invoice', idOf(invoice), changes);
    },
  },
  attachFile: {
    weight: 4,
    play: (hand) => {
      const invoice = hand.find('Invoice', () => true);
      const fileName = `${hand.word()}.pdf`;
      const includeOnSend = hand.chance.next() < 0.5;
      return (
        invoice &&
        attachFile(hand.place, { entity: 'Invoice', id: idOf(invoice), fileName, includeOnSend })
      );
    },
  },
  setIncludeOnSend: {
    weight: 2,
    play: (hand) => {
      const file = hand.find('Attachable', (one) => asList(one['AttachableRef']).length > 0);
      return file && setIncludeOnSend(hand.place, idOf(file), hand.chance.next() < 0.5);
    },
  },
  deleteAttachable: {
    weight: 1,
    play: (hand) => {
      const file = hand.find('Attachable', () => true);
      if (file) deleteDocument(hand.place, 'Attachable', idOf(file));
      return file;
    },
  },
};
