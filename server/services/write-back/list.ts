import { z } from 'zod';
import type {
  WriteBackPage,
  WriteBackQuery,
  WriteBackRowJson,
} from '../../../domain/api/organisations.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { findConnection } from '../../db/connections.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { latestEmailChanges, listWriteBacks, type WriteBackListRow } from '../../db/write-backs.ts';
import type { Context, Member } from '../context.ts';
import { toSearch } from '../invoices/search.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { toWriteBackRow } from './to-row.ts';

const Place = z.object({ at: z.string().max(40), id: z.uuid() });

/** What Dunlin changed in the books or tried to, newest first. */
export async function listWriteBackPage(
  ctx: Context,
  member: Member,
  { q, state, cursor, limit }: z.output<typeof WriteBackQuery>,
): Promise<z.input<typeof WriteBackPage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const after = fromCursor(Place, cursor);
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const search = await toSearch(tx, organisationId, q, null);
    const request = { state, search, after, limit: limit + 1 };
    const rows = await listWriteBacks(tx, organisationId, request);
    const page = cutPage(rows, limit, ({ place, id }) => ({ at: place, id }));
    return { rows: await toRows(tx, organisationId, page.rows), next: page.next };
  });
}

/** One row of the list. Throws NotFound. */
export async function readWriteBack(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<WriteBackRowJson> {
  const rows = await listWriteBacks(tx, organisationId, { id, limit: 1 });
  const [row] = await toRows(tx, organisationId, rows);
  if (!row) throw new NotFound('write-back.unknown', 'no such change');
  return row;
}

async function toRows(
  tx: Tx,
  organisationId: OrganisationId,
  rows: WriteBackListRow[],
): Promise<WriteBackRowJson[]> {
  const connection = await findConnection(tx, organisationId);
  const state = connection?.state ?? 'disconnected';
  const customerIds = rows.flatMap(({ kind, customer_id: id }) =>
    kind === 'customer-email' && id !== null ? [id] : [],
  );
  const latest = await latestEmailChanges(tx, organisationId, [...new Set(customerIds)]);
  return rows.map((row) => toWriteBackRow(row, { connection: state, latest }));
}
