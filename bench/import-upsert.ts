import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
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
 * The import's upsert of pages of 1,000 invoices beside PostgreSQL's own COPY of the same rows into a table with the same columns and
 * indexes, page by page in turns. The text that COPY reads is made beforehand; what our upsert makes of the rows counts as ours.
 */
export async function benchUpsert(ground: BenchGround): Promise<Figure> {
  const organisationId = randomUUID() as OrganisationId;
  await ground.admin.query('create table bench_invoice (like invoice including all)');
  const total = { ours: 0, copy: 0 };
  // The first page of each warms caches and plans and is not counted.
  for (let page = 0; page <= PAGES; page += 1) {
    const rows = Array.from({ length: PAGE }, (_, index) => invoiceAt(page * PAGE + index));
    const ours = await timed(() =>
      inOrganisation(ground.store, organisationId, (tx) =>
        upsertInvoices(tx, organisationId, rows, { now, actor: dunlin, quiet: true }),
      ),
    );
    const text = rows.map((row) => copyLine(organisationId, row)).join('');
    const copy = await timed(() => copyIn(ground, text));
    if (page === 0) continue;
    total.ours += ours.seconds;
    total.copy += copy.seconds;
  }
  return figure({
    name: `import upsert ${PAGES} pages: COPY`,
    ours: round(total.ours),
    reference: round(total.copy),
    target: '<= 3',
    unit: 's',
    note: 'reference: COPY FROM STDIN into a table with the same columns and indexes',
  });
}

const columns: { name: string; of(row: Invoice): unknown }[] = [
  { name: 'id', of: (row) => row.id },
  { name: 'books_version', of: (row) => row.booksVersion },
  { name: 'books_updated_at', of: (row) => row.booksUpdatedAt.toISOString() },
  { name: 'books_created_at', of: (row) => row.booksCreatedAt.toISOString() },
  { name: 'number', of: (row) => row.number },
  { name: 'customer_id', of: (row) => row.customerId },
  { name: 'document_on', of: (row) => row.documentOn },
  { name: 'due_on', of: (row) => row.dueOn },
  { name: 'currency', of: (row) => row.currency },
  { name: 'total_minor', of: (row) => row.totalMinor },
  { name: 'open_minor', of: (row) => row.openMinor },
  { name: 'state', of: (row) => row.state },
  { name: 'term_id', of: (row) => row.termId },
  { name: 'memo_on_invoice', of: (row) => row.memoOnInvoice },
  { name: 'memo_on_statement', of: (row) => row.memoOnStatement },
  { name: 'email', of: (row) => row.email },
  { name: 'sent_state', of: (row) => row.sentState },
  { name: 'custom_fields', of: (row) => JSON.stringify(row.customFields) },
];
const names = ['organisation_id', 'seen_at', ...columns.map(({ name }) => name)].join(', ');

/** One row in COPY's text format; none of the values here holds a tab or a line break. */
function copyLine(organisationId: OrganisationId, row: Invoice): string {
  const values = columns.map(({ of }) => of(row) ?? '\\N');
  return `${[organisationId, now.toISOString(), ...values].join('\t')}\n`;
}

async function copyIn({ admin }: BenchGround, text: string): Promise<void> {
  const stream = admin.query(copyFrom(`copy bench_invoice (${names}) from stdin`));
  await pipeline(Readable.from([text]), stream);
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
    termsOfCustomer: false,
    expectedOn: null,
    memoOnInvoice: 'Thank you for your business.',
    memoOnStatement: '',
    email: `pay-${index % 5_000}@customers.example`,
    sentState: 'sent',
    customFields: {},
  };
}
