import { createContact, editContact, mergeContacts } from '../books/contacts.ts';
import { allocate, createCredit } from '../books/credits.ts';
import { dueOf } from '../books/invoices.ts';
import { addPayment, deletePayment } from '../books/payments.ts';
import type { Invoice } from '../books/records.ts';
import type { Hand, Moves } from './move.ts';

const isOpen = (invoice: Invoice): boolean => invoice.status === 'AUTHORISED' && dueOf(invoice) > 0;

function pay(hand: Hand, share: number): string | undefined {
  const invoice = hand.find(hand.place.org.invoices, isOpen);
  if (!invoice) return undefined;
  const amount = Math.max(1, Math.round(dueOf(invoice) * share));
  const target = { kind: 'Invoice', id: invoice.id } as const;
  return addPayment(hand.place, { target, amount, date: hand.today() }).id;
}

/** Money and names, as people in Xero move and change them. */
export const moneyMoves: Moves = {
  payInvoice: { weight: 14, play: (hand) => pay(hand, 1) },
  payPart: { weight: 6, play: (hand) => pay(hand, 0.4) },
  deletePayment: {
    weight: 2,
    play: (hand) => {
      const payment = hand.find(hand.place.org.payments, ({ status }) => status === 'AUTHORISED');
      return payment && deletePayment(hand.place, payment.id).id;
    },
  },
  createCredit: {
    weight: 4,
    play: (hand) => {
      const contact = hand.find(hand.place.org.contacts, ({ status }) => status === 'ACTIVE');
      if (!contact) return undefined;
      const kind = hand.chance.pick(['CreditNote', 'Overpayment', 'Prepayment'] as const);
      return createCredit(hand.place, {
        kind: kind ?? 'CreditNote',
        status: 'AUTHORISED',
        contactId: contact.id,
        lineAmountTypes: 'NoTax',
        ...(kind === 'CreditNote' ? { number: `RC-${hand.word()}` } : {}),
        lines: [
          {
            id: hand.word(),
            description: 'Credit',
            quantity: 1,
            unitAmount: hand.cents(5, 200) / 100,
            accountCode: '200',
            taxType: 'NONE',
            itemCode: null,
            discountRate: null,
            lineAmount: 0,
            taxAmount: 0,
          },
        ],
      }).id;
    },
  },
  allocateCredit: {
    weight: 4,
    play: (hand) => {
      const credit = hand.find(hand.place.org.credits, (one) => one.status === 'AUTHORISED');
      if (!credit) return undefined;
      const invoice = hand.place.org.invoicesOf.all(credit.contactId).find(isOpen);
      if (!invoice) return undefined;
      const amount = Math.min(credit.remaining, dueOf(invoice));
      const input = { invoiceId: invoice.id, amount, date: hand.today() };
      return allocate(hand.place, credit.id, input).id;
    },
  },
  createContact: {
    weight: 3,
    play: (hand) => {
      const word = hand.word();
      const email = `${word}@customers.example`;
      return createContact(hand.place, { name: `New ${word}`, email }).id;
    },
  },
  editContact: {
    weight: 5,
    play: (hand) => {
      const contact = hand.find(hand.place.org.contacts, ({ status }) => status === 'ACTIVE');
      const email = `${hand.word()}@customers.example`;
      return contact && editContact(hand.place, contact.id, { email }).id;
    },
  },
  archiveContact: {
    weight: 1,
    play: (hand) => {
      const contact = hand.find(hand.place.org.contacts, ({ status }) => status === 'ACTIVE');
      return contact && editContact(hand.place, contact.id, { status: 'ARCHIVED' }).id;
    },
  },
  mergeContacts: {
    weight: 1,
    play: (hand) => {
      const { contacts } = hand.place.org;
      const winner = hand.find(contacts, ({ status }) => status === 'ACTIVE');
      const loser = hand.find(
        contacts,
        ({ status, id }) => status === 'ACTIVE' && id !== winner?.id,
      );
      return winner && loser && mergeContacts(hand.place, winner.id, loser.id).id;
    },
  },
};
