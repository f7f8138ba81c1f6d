import { and, eq, gte, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { syncHour } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type SyncHour = typeof syncHour.$inferSelect;

const HOUR_MS = 3_600_000;

/** Adds records that a reading found changed to its hour. */
export async function countChanged(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
  changed: number,
): Promise<void> {
  if (changed === 0) return;
  const hourAt = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  await tx
    .insert(syncHour)
    .values({ organisationId, hourAt, changed })
    .onConflictDoUpdate({
      target: [syncHour.organisationId, syncHour.hourAt],
      set: { changed: sql`${syncHour.changed} + excluded.changed` },
    });
}

/** Hours since the instant in which something changed or was read, oldest first. */
export function listHours(
  tx: Tx,
  organisationId: OrganisationId,
  since: Date,
): Promise<SyncHour[]> {
  return tx
    .select()
    .from(syncHour)
    .where(and(eq(syncHour.organisationId, organisationId), gte(syncHour.hourAt, since)))
    .orderBy(syncHour.hourAt);
}

/** Metered calls since the instant, in whole hours. */
export async function sumHours(
  tx: Tx,
  organisationId: OrganisationId,
  since: Date,
): Promise<number> {
  const [row] = await tx
    .select({ sum: sql<string | null>`sum(${syncHour.calls})` })
    .from(syncHour)
    .where(and(eq(syncHour.organisationId, organisationId), gte(syncHour.hourAt, since)));
  return Number(row?.sum ?? 0);
}
