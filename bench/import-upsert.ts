import { randomUUID } from 'node:crypto';
import { asId, type CustomerId, type InvoiceId, type OrganisationId } from '../domain/ids.ts';
import type { Invoice } from '../domain/invoice/invoice.ts';
import { addDays } from '../domain/local-date.ts';
import { inOrganisation } from '../server/db/transaction.ts';
import { dunlin } from '../server/services/context.ts';
import { upsertInvoices } from '../server/services/mirror/upsert.ts';
import { figure, round, timed, type Figure } from './support/figure.ts';
import type { BenchGround } from './support/ground.ts';

const PAGE = 1000;
const PAGES = 20;
const now = new Date('2025-06-30T12:00:00Z');

/**
 * The import's upsert of pages of 1,000 invoices beside a bare insert of the same rows into an unlogged table with the same columns and
 * indexes, page by page in turns. COPY itself needs psql or a driver that is not installed; an insert from arrays is the nearest.
 */
export async function benchUpsert(ground: BenchGround): Promise<Figure> {
  const organisationId = randomUUID() as OrganisationId;
  await ground.admin.query('create unlogged table bench_invoice (like invoice including all)');
  const total = { ours: 0, bare: 0 };
  // The first page of each warms caches and plans and is not counted.
  for (let page = 0; page <= PAGES; page += 1) {
    const rows = Array.from({ length: PAGE }, (_, index) => invoiceAt(page * PAGE + index));
    const ours = await timed(() =>
      inOrganisation(ground.store, organisationId, (tx) =>
        upsertInvoices(tx, organisationId, rows, { now, actor: dunlin, quiet: true }),
      ),
    );
    const bare = await timed(() => insertBare(ground, organisationId, rows));
    if (page === 0) continue;
    total.ours += ours.seconds;
    total.bare += bare.seconds;
  }
  return figure({
    name: `import upsert ${PAGES} pages: bare insert`,
    ours: round(total.ours),
    reference: round(total.bare),
    target: '<= 3',
    unit: 's',
    note: 'reference: insert … select from unnest into an unlogged table with the same indexes; no COPY client is installed',
  });
}

const columns: { name: string; type: string; of(row: Invoice): unknown }[] = [
  { name: 'id', type: 'text', of: (row) => row.id },
  { name: 'books_version', type: 'int', of: (row) => row.booksVersion },
  { name: 'books_updated_at', type: 'timestamptz', of: (row) => row.booksUpdatedAt },
  { name: 'books_created_at', type: 'timestamptz', of: (row) => row.booksCreatedAt },
  { name: 'number', type: 'text', of: (row) => row.number },
  { name: 'customer_id', type: 'text', of: (row) => row.customerId },
  { name: 'document_on', type: 'date', of: (row) => row.documentOn },
  { name: 'due_on', type: 'date', of: (row) => row.dueOn },
  { name: 'currency', type: 'text', of: (row) => row.currency },
  { name: 'total_minor', type: 'bigint', of: (row) => row.totalMinor },
  { name: 'open_minor', type: 'bigint', of: (row) => row.openMinor },
  { name: 'state', type: 'text', of: (row) => row.state },
  { name: 'term_id', type: 'text', of: (row) => row.termId },
  { name: 'memo_on_invoice', type: 'text', of: (row) => row.memoOnInvoice },
  { name: 'memo_on_statement', type: 'text', of: (row) => row.memoOnStatement },
  { name: 'email', type: 'text', of: (row) => row.email },
  { name: 'sent_state', type: 'text', of: (row) => row.sentState },
  { name: 'custom_fields', type: 'jsonb', of: (row) => row.customFields },
];

async function insertBare(
  { admin }: BenchGround,
  organisationId: OrganisationId,
  rows: Invoice[],
): Promise<void> {
  const names = columns.map(({ name }) => name).join(', ');
  const arrays = columns.map(({ type }, index) => `$${index + 3}::${type}[]`).join(', ');
  await admin.query(
    `insert into bench_invoice (organisation_id, ${names}, seen_at)
     select $1::uuid, ${names}, $2::timestamptz from unnest(${arrays}) t(${names})`,
    [organisationId, now, ...columns.map(({ of }) => rows.map(of))],
  );
}

function invoiceAt(index: number): Invoice {
  const documentOn = addDays('2025-06-30', -(index % 400));
  const totalMinor = 5_000 + ((index * 7_919) % 90_000);
  return {
    id: asId<InvoiceId>(String(index)),
    booksVersion: index % 2,
    booksUpdatedAt: now,
    booksCreatedAt: now,
    number: `B${index}`,
    customerId: asId<CustomerId>(String(index % 5_000)),
    documentOn,
    dueOn: addDays(documentOn, 30),
    currency: 'USD',
    totalMinor,
    openMinor: totalMinor,
    state: 'open',
    termId: null,
    memoOnInvoice: 'Thank you for your business.',
    memoOnStatement: '',
    email: `pay-${index % 5_000}@customers.example`,
    sentState: 'sent',
    customFields: {},
  };
}
