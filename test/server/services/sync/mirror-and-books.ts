import { expect } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { importKinds, type ImportKind } from '../../../../integrations/books.ts';
import { mirrorTables } from '../../../../server/db/mirror-tables.ts';
import * as tables from '../../../../server/db/schema/index.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { readPages } from '../../../../server/services/sync/read-pages.ts';
import { openReading, type Reading } from '../../../../server/services/sync/reading.ts';
import type { BooksWorld } from './books-world.ts';

type Fields = Record<string, unknown>;

const schemaOf = {
  terms: tables.term,
  customers: tables.customer,
  invoices: tables.invoice,
  credits: tables.credit,
  payments: tables.payment,
  attachments: tables.attachment,
};

interface Compared {
  mergedMayStay?: boolean;
  kinds?: readonly ImportKind[];
}

/**
 * Every record of every kind, field by field; what the mirror holds as deleted must be absent in the books. A merged customer, whom the
 * books do not give out any more, must be inactive, unless `mergedMayStay`: no document names one, as the documents are compared, too.
 */
export async function expectMirrorEqualsBooks(
  world: Pick<BooksWorld, 'ctx'>,
  organisationId: OrganisationId,
  { mergedMayStay = false, kinds = importKinds }: Compared = {},
): Promise<void> {
  const reading = await openReading(world.ctx, organisationId);
  for (const kind of kinds) {
    const books = (await readAll(reading, kind)).map((one) => only(kind, { ...one }));
    const mirror = await mirrorOf(world, organisationId, kind);
    expect([kind, byId(withoutGone(kind, mirror, books, mergedMayStay))]).toEqual([
      kind,
      byId(books),
    ]);
  }
}

/** Terms all at once: not all books have pages of them. */
async function readAll(reading: Reading, kind: ImportKind): Promise<object[]> {
  if (kind === 'terms') return reading.company.readTerms();
  const all: object[] = [];
  for await (const { page } of readPages(reading, kind, { cursor: null, total: null }))
    all.push(...page.records);
  return all;
}

async function mirrorOf(
  world: Pick<BooksWorld, 'ctx'>,
  organisationId: OrganisationId,
  kind: ImportKind,
): Promise<Fields[]> {
  const table = schemaOf[kind];
  const rows = await inOrganisation(world.ctx.store, organisationId, (tx) =>
    tx.select().from(table).where(eq(table.organisationId, organisationId)),
  );
  return rows.map((row) => only(kind, row));
}

function withoutGone(
  kind: ImportKind,
  mirror: Fields[],
  books: Fields[],
  mergedMayStay: boolean,
): Fields[] {
  if (kind !== 'customers') return mirror.filter((one) => one['state'] !== 'deleted');
  const known = new Set(books.map((one) => one['id']));
  const isExpected = (one: Fields) => one['active'] === true && !mergedMayStay;
  return mirror.filter((one) => known.has(one['id']) || isExpected(one));
}

/** A void overwrites the memo in the books; the mirror keeps the one before, in which the owner's mark may stand (E11). */
function only(kind: ImportKind, row: object): Fields {
  const isVoid = kind === 'invoices' && 'state' in row && row.state === 'void';
  const all = Object.keys(mirrorTables[kind].fields);
  const fields = isVoid ? all.filter((field) => !field.startsWith('memoOn')) : all;
  return Object.fromEntries(fields.map((field) => [field, (row as Fields)[field]]));
}

const byId = (rows: Fields[]): Fields[] =>
  [...rows].sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
