import { eq, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import type { StoredCheck } from '../../domain/sender/domain-check.ts';
import { organisation } from './schema/index.ts';
import type { Tx } from './transaction.ts';

/** Keeps what a check found; the version stays, since nobody changed a setting. */
export async function storeCheck(
  tx: Tx,
  organisationId: OrganisationId,
  senderCheck: StoredCheck,
): Promise<void> {
  await tx.update(organisation).set({ senderCheck }).where(eq(organisation.id, organisationId));
}

/** Those with an address of their own whose last check is older. */
export async function organisationsToCheck(tx: Tx, before: Date): Promise<OrganisationId[]> {
  const { rows } = await tx.execute<{ id: OrganisationId }>(sql`
    select id from organisation
    where sender ->> 'address' is not null
      and coalesce((sender_check ->> 'checkedAt')::timestamptz, '-infinity') <= ${before.toISOString()}::timestamptz`);
  return rows.map(({ id }) => id);
}
