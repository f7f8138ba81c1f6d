import { randomUUID } from 'node:crypto';
import { asId } from '../../../../domain/ids.ts';
import type {
  AttachmentId,
  CreditId,
  CustomerId,
  InvoiceId,
  OrganisationId,
  PaymentId,
  TermId,
} from '../../../../domain/ids.ts';
import type { Attachment } from '../../../../domain/invoice/attachment.ts';
import type { Customer, Invoice, Term } from '../../../../domain/invoice/invoice.ts';
import type { Credit, Payment } from '../../../../domain/invoice/money-received.ts';
import type { TestDatabase } from '../../../support/database.ts';

export const invoiceId = (text: string): InvoiceId => asId<InvoiceId>(text);
export const customerId = (text: string): CustomerId => asId<CustomerId>(text);

export function anInvoice(id: string, change: Partial<Invoice> = {}): Invoice {
  return {
    id: invoiceId(id),
    booksVersion: 1,
    booksUpdatedAt: new Date('2026-11-01T10:00:00Z'),
    booksCreatedAt: new Date('2026-10-02T10:00:00Z'),
    number: `10${id}`,
    customerId: customerId('1'),
    documentOn: '2026-10-02',
    dueOn: '2026-11-01',
    currency: 'USD',
    totalMinor: 54_000,
    openMinor: 54_000,
    state: 'open',
    termId: asId<TermId>('3'),
    termsOfCustomer: false,
    expectedOn: null,
    memoOnInvoice: 'Thank you for your business.',
    memoOnStatement: '',
    email: 'ap@birchline.example',
    sentState: 'sent',
    customFields: { '1': '102' },
    ...change,
  };
}

export function aCustomer(id: string, change: Partial<Customer> = {}): Customer {
  return {
    id: customerId(id),
    booksVersion: 1,
    booksUpdatedAt: new Date('2026-11-01T10:00:00Z'),
    name: `Customer ${id}`,
    fullName: `Customer ${id}`,
    active: true,
    parentId: null,
    billWithParent: false,
    email: 'ap@birchline.example',
    termId: null,
    currency: 'USD',
    ...change,
  };
}

export function aTerm(id: string, change: Partial<Term> = {}): Term {
  return {
    id: asId<TermId>(id),
    booksVersion: 0,
    name: 'Net 30',
    active: true,
    dueDays: 30,
    ...change,
  };
}

export function aPayment(id: string, change: Partial<Payment> = {}): Payment {
  return {
    id: asId<PaymentId>(id),
    booksVersion: 1,
    booksUpdatedAt: new Date('2026-11-01T10:00:00Z'),
    customerId: customerId('1'),
    receivedOn: '2026-11-01',
    currency: 'USD',
    totalMinor: 10_000,
    unappliedMinor: 0,
    state: 'live',
    invoiceIds: [],
    creditIds: [],
    ...change,
  };
}

export function aCredit(id: string, change: Partial<Credit> = {}): Credit {
  return {
    id: asId<CreditId>(id),
    booksVersion: 1,
    booksUpdatedAt: new Date('2026-11-01T10:00:00Z'),
    number: `C${id}`,
    customerId: customerId('1'),
    documentOn: '2026-11-01',
    currency: 'USD',
    totalMinor: 10_000,
    remainingMinor: 10_000,
    state: 'live',
    paymentIds: [],
    ...change,
  };
}

export function anAttachment(id: string, change: Partial<Attachment> = {}): Attachment {
  return {
    id: asId<AttachmentId>(id),
    booksVersion: 1,
    booksUpdatedAt: new Date('2026-11-01T10:00:00Z'),
    fileName: 'work-order.pdf',
    contentType: 'application/pdf',
    sizeBytes: 48_211,
    links: [{ kind: 'invoice', recordId: '101', includeOnSend: true }],
    state: 'live',
    ...change,
  };
}

/** An organisation with a live connection whose first import is still to come. */
export async function addOrganisation(
  database: TestDatabase,
  change: { timeZone?: string; nextSweepAt?: Date; sweptAt?: Date; state?: string } = {},
): Promise<OrganisationId> {
  const id = randomUUID();
  await database.query(
    `insert into organisation (id, name, time_zone, time_zone_confirmed, language, custom_fields, created_at)
     values ($1, 'Before', $2, false, 'en', '[]', now())`,
    [id, change.timeZone ?? 'UTC'],
  );
  await database.query(
    `insert into connection (organisation_id, id, provider, books_sealed, books_index, company_name, state, connected_at,
       connected_by, swept_at, next_sweep_at)
     values ($1, $2, 'quickbooks', 'sealed', $3, 'Before', $4, now(), 'Pat', $5, $6)`,
    [
      id,
      randomUUID(),
      randomUUID(),
      change.state ?? 'live',
      change.sweptAt ?? null,
      change.nextSweepAt ?? null,
    ],
  );
  return asId<OrganisationId>(id);
}
