import { addDays } from '../books/days.ts';
import { emailInvoice } from '../books/email.ts';
import { attach } from '../books/files.ts';
import type { InvoiceChanges } from '../books/invoices.ts';
import { createInvoice, editInvoice } from '../books/invoices.ts';
import type { Invoice, Line } from '../books/records.ts';
import { quietEdit } from '../users/quiet-edit.ts';
import type { Hand, Moves } from './move.ts';

const isOpen = ({ status, type }: Invoice): boolean => status === 'AUTHORISED' && type === 'ACCREC';
const isUntouched = (invoice: Invoice): boolean => invoice.paid + invoice.credited === 0;

function line(hand: Hand): Line {
  return {
    id: hand.word(),
    description: `Services ${hand.word()}`,
    quantity: 1,
    unitAmount: hand.cents(20, 2000) / 100,
    accountCode: '200',
    taxType: 'OUTPUT2',
    itemCode: null,
    discountRate: null,
    lineAmount: 0,
    taxAmount: 0,
  };
}

function editOne(hand: Hand, invoice: Invoice): void {
  const changes: InvoiceChanges[] = [
    { reference: `PO ${hand.word()}` },
    { dueDate: addDays(invoice.date, hand.chance.whole(0, 60)) },
    { expectedDate: addDays(hand.today(), hand.chance.whole(1, 30)) },
  ];
  if (isUntouched(invoice)) changes.push({ lines: [line(hand)] });
  editInvoice(hand.place, invoice.id, hand.chance.pick(changes) ?? {});
}

/** What happens to invoices. Weights as in a year of a small company. */
export const invoiceMoves: Moves = {
  createInvoice: {
    weight: 18,
    play: (hand) => {
      const contact = hand.find(hand.place.org.contacts, ({ status }) => status === 'ACTIVE');
      if (!contact) return undefined;
      const status = hand.chance.next() < 0.8 ? 'AUTHORISED' : 'DRAFT';
      const number = `R-${hand.word()}`;
      const lines = [line(hand)];
      return createInvoice(hand.place, { contactId: contact.id, status, number, lines }).id;
    },
  },
  approveInvoice: {
    weight: 5,
    play: (hand) => {
      const draft = hand.find(hand.place.org.invoices, ({ status }) => status === 'DRAFT');
      return draft && editInvoice(hand.place, draft.id, { status: 'AUTHORISED' }).id;
    },
  },
  editInvoice: {
    weight: 14,
    play: (hand) => {
      const invoice = hand.find(hand.place.org.invoices, isOpen);
      if (invoice) editOne(hand, invoice);
      return invoice?.id;
    },
  },
  quietEdit: {
    weight: 3,
    play: (hand) => {
      const invoice = hand.find(hand.place.org.invoices, (one) => isOpen(one) && !isUntouched(one));
      if (!invoice) return undefined;
      const dueDate = addDays(invoice.date, hand.chance.whole(0, 60));
      return quietEdit(hand.place, invoice.id, { dueDate }).id;
    },
  },
  voidInvoice: {
    weight: 2,
    play: (hand) => {
      const invoice = hand.find(hand.place.org.invoices, (one) => isOpen(one) && isUntouched(one));
      return invoice && editInvoice(hand.place, invoice.id, { status: 'VOIDED' }).id;
    },
  },
  deleteDraft: {
    weight: 2,
    play: (hand) => {
      const draft = hand.find(hand.place.org.invoices, ({ status }) => status === 'DRAFT');
      return draft && editInvoice(hand.place, draft.id, { status: 'DELETED' }).id;
    },
  },
  emailInvoice: {
    weight: 6,
    play: (hand) => {
      const invoice = hand.find(hand.place.org.invoices, isOpen);
      return invoice && emailInvoice(hand.place, invoice).id;
    },
  },
  attachFile: {
    weight: 4,
    play: (hand) => {
      const invoice = hand.find(hand.place.org.invoices, isOpen);
      if (!invoice) return undefined;
      attach(hand.place, invoice.id, {
        fileName: `${hand.word()}.pdf`,
        contentType: 'application/pdf',
        includeOnline: hand.chance.next() < 0.5,
        bytes: Buffer.from(`%PDF-1.4 ${hand.word()}`),
      });
      return invoice.id;
    },
  },
};
