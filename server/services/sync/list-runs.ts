import { z } from 'zod';
import type { SyncRunPage, SyncRunQuery } from '../../../domain/api/organisations.ts';
import { listRuns } from '../../db/sync-runs.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { toRunJson } from './to-run-json.ts';

const Place = z.object({ startedAt: z.iso.datetime(), id: z.uuid() });

/** Readings of the books, newest first. */
export async function listSyncRuns(
  ctx: Context,
  member: Member,
  { type, state, cursor, limit }: z.output<typeof SyncRunQuery>,
): Promise<z.input<typeof SyncRunPage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const request = {
    type: type ?? null,
    state: state ?? null,
    after: fromCursor(Place, cursor),
    limit: limit + 1,
  };
  const rows = await inOrganisation(ctx.store, organisationId, (tx) =>
    listRuns(tx, organisationId, request),
  );
  const page = cutPage(rows, limit, ({ id, startedAt }) => ({ id, startedAt }));
  return { rows: page.rows.map((run) => toRunJson(run, ctx.now())), next: page.next };
}
