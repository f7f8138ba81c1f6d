import { count, eq, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { namedRecord } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type NamedRecord = typeof namedRecord.$inferSelect;
export type NamedKind = NamedRecord['kind'];

/** Stands for the customer who ceased to exist in a merge: the books name only the one who stays (facts: QuickBooks 7.2). */
export const ANY_CUSTOMER = '*';

const CHUNK = 1000;

/**
 * Notes records that the books named; in system scope also of several organisations. Every note of the same record moves `notedAt` on,
 * so that whoever read it before that cannot take the note away. The rows must come in one order, else two posts could lock each other.
 */
export async function noteNamed(tx: Tx, rows: NamedRecord[]): Promise<void> {
  const sorted = [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (let from = 0; from < sorted.length; from += CHUNK)
    await tx
      .insert(namedRecord)
      .values(sorted.slice(from, from + CHUNK))
      .onConflictDoUpdate({
        target: [namedRecord.organisationId, namedRecord.kind, namedRecord.recordId],
        set: {
          changedAt: sql`greatest(${namedRecord.changedAt}, excluded.changed_at)`,
          notedAt: sql`greatest(excluded.noted_at, ${namedRecord.notedAt} + interval '1 millisecond')`,
        },
      });
}

function keyOf({ organisationId, kind, recordId }: NamedRecord): string {
  return `${organisationId} ${kind} ${recordId}`;
}

/** Everything that waits to be read. */
export function findNamed(tx: Tx, organisationId: OrganisationId): Promise<NamedRecord[]> {
  return tx
    .select()
    .from(namedRecord)
    .where(eq(namedRecord.organisationId, organisationId))
    .orderBy(namedRecord.kind, namedRecord.recordId);
}

export async function countNamed(tx: Tx, organisationId: OrganisationId): Promise<number> {
  const [row] = await tx
    .select({ waiting: count() })
    .from(namedRecord)
    .where(eq(namedRecord.organisationId, organisationId));
  return row?.waiting ?? 0;
}

/** Takes away exactly these notes; one that was made again meanwhile stays. */
export async function forgetNamed(
  tx: Tx,
  organisationId: OrganisationId,
  rows: NamedRecord[],
): Promise<void> {
  const taken = rows.map(({ kind, recordId, notedAt }) => ({ kind, recordId, notedAt }));
  await tx.execute(sql`
    delete from named_record using json_to_recordset(${JSON.stringify(taken)}::json)
      as taken("kind" text, "recordId" text, "notedAt" timestamptz)
    where organisation_id = ${organisationId} and named_record.kind = taken.kind
      and named_record.record_id = taken."recordId" and named_record.noted_at = taken."notedAt"`);
}
