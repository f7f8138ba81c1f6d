import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { OrganisationId, RuleId } from '../../domain/ids.ts';
import { NotFound } from '../../domain/errors.ts';
import { prepareRule, type PreparedRule } from '../../domain/rules/prepare.ts';
import { readSettings } from '../../domain/rules/rule.ts';
import { rule, ruleVersion } from './schema/index.ts';
import type { Tx } from './transaction.ts';

const Uuid = z.uuid();

export type RuleRecord = typeof rule.$inferSelect;

/** Rules that are not deleted, in order of priority. */
export async function listRules(tx: Tx, organisationId: OrganisationId): Promise<RuleRecord[]> {
  const rows = await tx
    .select()
    .from(rule)
    .where(and(eq(rule.organisationId, organisationId), isNull(rule.deletedAt)))
    .orderBy(asc(rule.position), asc(rule.id));
  return rows.map((row) => ({ ...row, settings: readSettings(row.settings) }));
}

/** The same, ready for deciding. */
export async function listPreparedRules(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<PreparedRule[]> {
  return (await listRules(tx, organisationId)).map(prepareRule);
}

/** Locks the row until the transaction ends, so that two saves cannot both see the same version. */
export async function getRule(
  tx: Tx,
  organisationId: OrganisationId,
  id: RuleId,
): Promise<RuleRecord> {
  if (!Uuid.safeParse(id).success) throw new NotFound('rule.not-found', 'no such rule');
  const [found] = await tx
    .select()
    .from(rule)
    .where(and(eq(rule.organisationId, organisationId), eq(rule.id, id), isNull(rule.deletedAt)))
    .for('update');
  if (!found) throw new NotFound('rule.not-found', 'no such rule');
  return { ...found, settings: readSettings(found.settings) };
}

/** Stores a rule and the version it is now at. */
export async function saveRule(tx: Tx, row: RuleRecord): Promise<void> {
  await tx
    .insert(rule)
    .values(row)
    .onConflictDoUpdate({ target: [rule.organisationId, rule.id], set: row });
  await tx.insert(ruleVersion).values({
    organisationId: row.organisationId,
    ruleId: row.id,
    version: row.version,
    enabled: row.enabled,
    settings: row.settings,
    changedAt: row.changedAt,
    changedBy: row.changedBy,
  });
}

export async function nextPosition(tx: Tx, organisationId: OrganisationId): Promise<number> {
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${rule.position}), 0)::int` })
    .from(rule)
    .where(eq(rule.organisationId, organisationId));
  return (last?.position ?? 0) + 1;
}
