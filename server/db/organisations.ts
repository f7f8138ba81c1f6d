import { and, eq, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { organisation } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type Organisation = typeof organisation.$inferSelect;
export type NewOrganisation = typeof organisation.$inferInsert;

export async function findOrganisation(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<Organisation | undefined> {
  return (await tx.select().from(organisation).where(eq(organisation.id, organisationId)))[0];
}

export async function addOrganisation(tx: Tx, row: NewOrganisation): Promise<void> {
  await tx.insert(organisation).values(row);
}

/** Changes the organisation if it still is at `version`. False when somebody was faster. */
export async function changeOrganisation(
  tx: Tx,
  organisationId: OrganisationId,
  version: number,
  change: Partial<NewOrganisation>,
): Promise<boolean> {
  const rows = await tx
    .update(organisation)
    .set({ ...change, version: sql`${organisation.version} + 1` })
    .where(and(eq(organisation.id, organisationId), eq(organisation.version, version)))
    .returning({ id: organisation.id });
  return rows.length > 0;
}
