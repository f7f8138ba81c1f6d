import type { Attachment } from '../../domain/invoice/attachment.ts';
import type { Customer, Invoice, Term } from '../../domain/invoice/invoice.ts';
import type { Credit, Payment } from '../../domain/invoice/money-received.ts';
import type { MirrorTable } from './upsert.ts';

export const invoiceTable: MirrorTable<Invoice> = {
  name: 'invoice',
  fields: {
    id: 'text',
    booksVersion: 'bigint',
    booksUpdatedAt: 'timestamptz',
    booksCreatedAt: 'timestamptz',
    number: 'text',
    customerId: 'text',
    documentOn: 'date',
    dueOn: 'date',
    currency: 'text',
    totalMinor: 'bigint',
    openMinor: 'bigint',
    state: 'text',
    termId: 'text',
    termsOfCustomer: 'boolean',
    expectedOn: 'date',
    memoOnInvoice: 'text',
    memoOnStatement: 'text',
    email: 'text',
    sentState: 'text',
    customFields: 'jsonb',
  },
  version: ['booksVersion', 'booksUpdatedAt'],
  deletable: true,
};

export const customerTable: MirrorTable<Customer> = {
  name: 'customer',
  fields: {
    id: 'text',
    booksVersion: 'bigint',
    booksUpdatedAt: 'timestamptz',
    name: 'text',
    fullName: 'text',
    active: 'boolean',
    parentId: 'text',
    billWithParent: 'boolean',
    email: 'text',
    termId: 'text',
    currency: 'text',
  },
  version: ['booksVersion', 'booksUpdatedAt'],
};

export const termTable: MirrorTable<Term> = {
  name: 'term',
  fields: { id: 'text', booksVersion: 'bigint', name: 'text', active: 'boolean', dueDays: 'int' },
  version: ['booksVersion'],
};

export const paymentTable: MirrorTable<Payment> = {
  name: 'payment',
  fields: {
    id: 'text',
    booksVersion: 'bigint',
    booksUpdatedAt: 'timestamptz',
    customerId: 'text',
    receivedOn: 'date',
    currency: 'text',
    totalMinor: 'bigint',
    unappliedMinor: 'bigint',
    state: 'text',
    invoiceIds: 'jsonb',
    creditIds: 'jsonb',
  },
  version: ['booksVersion', 'booksUpdatedAt'],
  deletable: true,
};

export const creditTable: MirrorTable<Credit> = {
  name: 'credit',
  fields: {
    id: 'text',
    booksVersion: 'bigint',
    booksUpdatedAt: 'timestamptz',
    number: 'text',
    customerId: 'text',
    documentOn: 'date',
    currency: 'text',
    totalMinor: 'bigint',
    remainingMinor: 'bigint',
    state: 'text',
    paymentIds: 'jsonb',
  },
  version: ['booksVersion', 'booksUpdatedAt'],
  deletable: true,
};

export const attachmentTable: MirrorTable<Attachment> = {
  name: 'attachment',
  fields: {
    id: 'text',
    booksVersion: 'bigint',
    booksUpdatedAt: 'timestamptz',
    fileName: 'text',
    contentType: 'text',
    sizeBytes: 'bigint',
    links: 'jsonb',
    state: 'text',
  },
  version: ['booksVersion', 'booksUpdatedAt'],
  deletable: true,
};

/** One table per kind of record that the mirror holds. */
export const mirrorTables = {
  terms: termTable,
  customers: customerTable,
  invoices: invoiceTable,
  credits: creditTable,
  payments: paymentTable,
  attachments: attachmentTable,
};
export type MirrorKind = keyof typeof mirrorTables;
