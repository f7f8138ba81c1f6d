import { and, eq, gte } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { activity } from './schema/index.ts';
import type { Tx } from './transaction.ts';

/** Whether history has a line of this kind at or after an instant; for what is said once in a while. */
export async function wasNotedSince(
  tx: Tx,
  organisationId: OrganisationId,
  kind: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.organisationId, organisationId),
        eq(activity.kind, kind),
        gte(activity.at, at),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
