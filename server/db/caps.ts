import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import type { Tx } from './transaction.ts';

/** One claim at a time counts and takes a place, until its transaction ends. Organisations without a cap never come here. */
export async function lockCaps(tx: Tx, organisationId: OrganisationId): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('caps ' || ${organisationId}::text, 0))`,
  );
}

interface Calls {
  /** As many messages as the cap left since then, or are under way. */
  isFull: boolean;
  /** The call whose age decides when the next may leave; null while it is those under way that fill the cap. */
  freedBy: Date | null;
}

/** Messages since `since`, whatever became of them, and those under way, against a cap; null is none. A bundle is one message. */
export async function callsSince(
  tx: Tx,
  organisationId: OrganisationId,
  { since, cap }: { since: Date; cap: number | null },
): Promise<Calls> {
  if (cap === null) return { isFull: false, freedBy: null };
  const { rows } = await tx.execute<{
    called: string;
    under_way: string;
    freed_by: string | null;
  }>(sql`
    with called as (
      select called_at from delivery
      where organisation_id = ${organisationId} and called_at > ${since.toISOString()}::timestamptz and left_with is null
    )
    select (select count(*) from called) as called,
      (select count(distinct coalesce(bundle, id::text)) from delivery
        where organisation_id = ${organisationId} and state = 'claimed' and called_at is null) as under_way,
      (select called_at from called order by called_at desc offset ${cap - 1} limit 1)::text as freed_by`);
  const [row] = rows;
  const isFull = Number(row?.called ?? 0) + Number(row?.under_way ?? 0) >= cap;
  return { isFull, freedBy: row?.freed_by ? new Date(row.freed_by) : null };
}
