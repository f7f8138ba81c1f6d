import { randomUUID } from 'node:crypto';
import { asId } from '../../../../domain/ids.ts';
import type { CustomerId, InvoiceId, OrganisationId, TermId } from '../../../../domain/ids.ts';
import type { Customer, Invoice, Term } from '../../../../domain/invoice/invoice.ts';
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
