import type { Books, BooksInvoice } from './books.ts';

/** Something that happens in the sandbox QuickBooks, by its name on the command line. */
export interface Situation {
  what: string;
  /** Makes it happen; answers what happened, for the person who asked. */
  act(books: Books): Promise<string>;
}

const ADDRESS = 'accounts@larkspur.example';

export const situations: Record<string, Situation> = {
  'paid-today': {
    what: 'the longest overdue invoice is paid in full',
    act: async (books) => {
      const invoice = await longestOverdue(books);
      await books.act('payInvoice', { id: invoice.Id });
      return `${named(invoice)} is paid: ${invoice.Balance.toFixed(2)}`;
    },
  },
  'part-paid': {
    what: 'half of the longest overdue invoice is paid',
    act: async (books) => {
      const invoice = await longestOverdue(books);
      const amount = Math.max(0.01, Math.round(invoice.Balance * 50) / 100);
      await books.act('payInvoice', { id: invoice.Id, amount });
      return `${named(invoice)} is part-paid: ${amount.toFixed(2)} of ${invoice.Balance.toFixed(2)}`;
    },
  },
  overdue: {
    what: 'a new customer has an invoice that is 10 days overdue',
    act: (books) => invoiceFor(books, { name: 'Larkspur', email: ADDRESS, daysLate: 10 }),
  },
  'two-addresses': {
    what: 'an overdue invoice of a customer with two addresses in one field',
    act: (books) =>
      invoiceFor(books, {
        name: 'Larkspur Two',
        email: `${ADDRESS}, director@larkspur.example`,
        daysLate: 10,
      }),
  },
  'no-email': {
    what: 'an overdue invoice of a customer without an address',
    act: (books) => invoiceFor(books, { name: 'Larkspur Silent', daysLate: 10 }),
  },
  'first-sync-412-days-late': {
    what: 'an invoice 412 days overdue; run it before you connect, and the first sync brings it',
    act: (books) => invoiceFor(books, { name: 'Larkspur Old', email: ADDRESS, daysLate: 412 }),
  },
  voided: {
    what: 'the longest overdue invoice is cancelled',
    act: async (books) => {
      const invoice = await longestOverdue(books);
      await books.act('voidInvoice', { id: invoice.Id });
      return `${named(invoice)} is void`;
    },
  },
  deleted: {
    what: 'the longest overdue invoice is deleted',
    act: async (books) => {
      const invoice = await longestOverdue(books);
      await books.act('deleteInvoice', { id: invoice.Id });
      return `${named(invoice)} is deleted`;
    },
  },
  disconnected: {
    what: 'the owner disconnects Dunlin inside QuickBooks, which no webhook tells',
    act: async (books) => {
      const { ended } = await books.act<{ ended: number }>('disconnect', {});
      return ended > 0 ? 'The connection is ended' : 'There was no connection to end';
    },
  },
  'books-down': {
    what: 'QuickBooks answers the next 20 calls with an error page',
    act: async (books) => {
      await books.act('addFault', { kind: 'html', target: 'data', times: 20 });
      return 'The next 20 calls fail';
    },
  },
};

async function longestOverdue(books: Books): Promise<BooksInvoice> {
  const today = await books.todayOn();
  const [first] = (await books.invoices())
    .filter(({ Balance, DueDate }) => Balance > 0 && DueDate !== undefined && DueDate < today)
    .sort((a, b) => (a.DueDate ?? '').localeCompare(b.DueDate ?? ''));
  if (!first) throw new Error('No invoice is overdue. Make one: npm run seed -- overdue');
  return first;
}

interface NewInvoice {
  name: string;
  email?: string;
  daysLate: number;
}

/** Names of customers are unique in QuickBooks, so each run makes another one. */
async function invoiceFor(books: Books, { name, email, daysLate }: NewInvoice): Promise<string> {
  const customer = await books.act<{ Id: string; DisplayName: string }>('createCustomer', {
    name: `${name} ${Date.now().toString(36)}`,
    ...(email === undefined ? {} : { email }),
  });
  const invoice = await books.act<BooksInvoice>('createInvoice', {
    customerId: customer.Id,
    amount: 480,
    txnDate: await books.todayOn(-daysLate - 30),
    dueDate: await books.todayOn(-daysLate),
  });
  return `${named(invoice)} of ${customer.DisplayName}, due on ${invoice.DueDate ?? 'no day'}`;
}

function named({ DocNumber, Id }: BooksInvoice): string {
  return `Invoice ${DocNumber ?? `without number (id ${Id})`}`;
}
