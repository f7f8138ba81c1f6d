import type { TermId } from '../../domain/ids.ts';
import type { RecordsOfKind } from '../books.ts';
import type { Query } from './client.ts';
import { toCredits } from './to-credit.ts';
import { groupPrefix, toCustomers, toCustomersById } from './to-customer.ts';
import { toInvoices } from './to-invoice.ts';
import { overpayments, prepayments, toOnAccount, toPayments } from './to-payment.ts';
import type { Mapped } from './to-record.ts';

/** Kinds that Xero gives out in lists of their own. Terms stand in contacts, files are listed by document only. */
export type ListedKind = 'customers' | 'invoices' | 'credits' | 'payments';

/** One resource of Xero that holds records of a kind of ours. */
export interface Source<Kind extends ListedKind> {
  /** Both its path and the list in its wrapper. */
  resource: 'Contacts' | 'Invoices' | 'CreditNotes' | 'Payments' | 'Overpayments' | 'Prepayments';
  /** Member that holds the id. */
  idName: string;
  /** Before the id with us. */
  prefix: string;
  /** Whether the resource takes a list of ids; else a filter names them (facts: Xero 2.6). */
  takesIds: boolean;
  /** For a complete reading: what can be ours, by filters that Xero reads fast, in an order in which nothing moves to an earlier page. */
  pages: Query;
  /** For what changed: archived and deleted records too. */
  changes: Query;
  map(rows: readonly unknown[], around: Around): Mapped<RecordsOfKind[Kind]>;
  mapById?(rows: readonly unknown[], around: Around): Mapped<RecordsOfKind[Kind]>;
}

/** What a row does not say itself. */
export interface Around {
  /** Of contacts without terms of their own. */
  defaultTermId: TermId | null;
}

const sales = 'Type=="ACCREC"';

const contacts: Source<'customers'> = {
  resource: 'Contacts',
  idName: 'ContactID',
  prefix: '',
  takesIds: true,
  pages: { includeArchived: 'true', order: 'ContactID ASC' },
  changes: { includeArchived: 'true' },
  map: (rows, { defaultTermId }) => toCustomers(rows, defaultTermId),
  mapById: (rows, { defaultTermId }) => toCustomersById(rows, defaultTermId),
};

const invoices: Source<'invoices'> = {
  resource: 'Invoices',
  idName: 'InvoiceID',
  prefix: '',
  takesIds: true,
  pages: { where: sales, Statuses: 'AUTHORISED,PAID,VOIDED', order: 'InvoiceID ASC' },
  changes: { where: sales },
  map: toInvoices,
};

const creditNotes: Source<'credits'> = {
  resource: 'CreditNotes',
  idName: 'CreditNoteID',
  prefix: '',
  takesIds: false,
  pages: { where: 'Type=="ACCRECCREDIT"', order: 'UpdatedDateUTC ASC' },
  changes: { where: 'Type=="ACCRECCREDIT"' },
  map: toCredits,
};

const payments: Source<'payments'> = {
  resource: 'Payments',
  idName: 'PaymentID',
  prefix: '',
  takesIds: false,
  pages: {
    where: 'PaymentType=="ACCRECPAYMENT" AND Status=="AUTHORISED"',
    order: 'UpdatedDateUTC ASC',
  },
  // Refunds too: they tell whose credits may have been used up.
  changes: {},
  map: toPayments,
};

const overpaid: Source<'payments'> = {
  resource: 'Overpayments',
  ...idOf(overpayments),
  takesIds: false,
  pages: { order: 'UpdatedDateUTC ASC' },
  changes: {},
  map: (rows) => toOnAccount(rows, overpayments),
};

const prepaid: Source<'payments'> = {
  resource: 'Prepayments',
  ...idOf(prepayments),
  takesIds: false,
  pages: { order: 'UpdatedDateUTC ASC' },
  changes: {},
  map: (rows) => toOnAccount(rows, prepayments),
};

function idOf({ idName, prefix }: { idName: string; prefix: string }) {
  return { idName, prefix };
}

/** The resources of each kind, in the order in which they are read. */
export const sources: { [Kind in ListedKind]: Source<Kind>[] } = {
  customers: [contacts],
  invoices: [invoices],
  credits: [creditNotes],
  payments: [payments, overpaid, prepaid],
};

/** Approved and not paid: what there is to chase. */
export const openInvoices: Query = { ...invoices.pages, Statuses: 'AUTHORISED' };

/**
 * Part-paid invoices: edits of their due day and sent mark do not move the stamp that changes are asked for by (facts: Xero 2.6), so all
 * of them are read with the changes.
 */
export const partPaidInvoices: Query = {
  where: `${sales} AND AmountPaid>0`,
  Statuses: 'AUTHORISED',
  order: 'InvoiceID ASC',
};

export const isGroup = (id: string): boolean => id.startsWith(groupPrefix);
