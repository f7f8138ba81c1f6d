import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { mirrorTables, type MirrorKind } from './mirror-tables.ts';
import type { Tx } from './transaction.ts';

/** Kinds that the books can delete. Terms and customers are only made inactive, and the pages show those too. */
export const deletableKinds = ['invoices', 'credits', 'payments', 'attachments'] as const;
export type DeletableKind = (typeof deletableKinds)[number];

/**
 * Notes that the books still hold these records, changed or not: what a complete reading has not met at its end may be deleted in the
 * books (E12).
 */
export async function touchRecords(
  tx: Tx,
  organisationId: OrganisationId,
  kind: MirrorKind,
  seen: { ids: string[]; readAt: Date },
): Promise<void> {
  const { name, deletable } = mirrorTables[kind];
  const table = sql.identifier(name);
  const readAt = sql`${seen.readAt.toISOString()}::timestamptz`;
  // Locked in the order of their ids, as the upserts do, so that two readings that share rows wait for each other.
  await tx.execute(sql`
    with met as materialized (
      select id from ${table} where organisation_id = ${organisationId} and id = any(${sql.param(seen.ids)}::text[])
        and seen_at < ${readAt} ${deletable ? sql`and state <> 'deleted'` : sql``} order by id for update
    )
    update ${table} set seen_at = ${readAt} where organisation_id = ${organisationId} and id in (select id from met)`);
}

/** Records that a complete reading begun at `since` did not meet, in order of id; the next `limit` after the id. */
export async function findUnseenIds<Id extends string>(
  tx: Tx,
  organisationId: OrganisationId,
  kind: DeletableKind,
  unseen: { since: Date; afterId: string; limit: number; openOnly?: boolean },
): Promise<Id[]> {
  const wanted = unseen.openOnly ? sql`state = 'open'` : sql`state <> 'deleted'`;
  const { rows } = await tx.execute<{ id: Id }>(sql`
    select id from ${sql.identifier(mirrorTables[kind].name)}
    where organisation_id = ${organisationId} and ${wanted}
      and seen_at < ${unseen.since.toISOString()}::timestamptz and id > ${unseen.afterId}
    order by id limit ${unseen.limit}`);
  return rows.map((row) => row.id);
}
