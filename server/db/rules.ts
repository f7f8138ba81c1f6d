import { and, asc, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
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

/** The living rules' ids in order of priority, locked until the transaction ends, so that two moves cannot cross. */
export async function lockRuleOrder(tx: Tx, organisationId: OrganisationId): Promise<string[]> {
  const rows = await tx
    .select({ id: rule.id })
    .from(rule)
    .where(and(eq(rule.organisationId, organisationId), isNull(rule.deletedAt)))
    .orderBy(asc(rule.position), asc(rule.id))
    .for('update');
  return rows.map(({ id }) => id);
}

/** Positions count from 1. The order is no part of a rule's version: it belongs to all rules together. */
export async function setRuleOrder(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<void> {
  await tx.execute(sql`
    update rule set position = o.place
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as o (id, place)
    where rule.organisation_id = ${organisationId} and rule.id = o.id`);
}

/** Rules deleted since then, newest first. */
export async function listDeletedRules(
  tx: Tx,
  organisationId: OrganisationId,
  since: Date,
): Promise<RuleRecord[]> {
  return tx
    .select()
    .from(rule)
    .where(and(eq(rule.organisationId, organisationId), gt(rule.deletedAt, since)))
    .orderBy(desc(rule.deletedAt), asc(rule.id));
}

/** A rule deleted since then, locked. Throws NotFound for a living one, and for one that was deleted before. */
export async function getDeletedRule(
  tx: Tx,
  organisationId: OrganisationId,
  id: RuleId,
  since: Date,
): Promise<RuleRecord> {
  const isOurs = and(eq(rule.organisationId, organisationId), eq(rule.id, id));
  const [found] = Uuid.safeParse(id).success
    ? await tx
        .select()
        .from(rule)
        .where(and(isOurs, gt(rule.deletedAt, since)))
        .for('update')
    : [];
  if (!found) throw new NotFound('rule.not-found', 'no such deleted rule');
  return { ...found, settings: readSettings(found.settings) };
}

export type RuleVersionRecord = typeof ruleVersion.$inferSelect;

/** Versions of a rule from `from` downwards, the newest first. */
export async function listRuleVersions(
  tx: Tx,
  organisationId: OrganisationId,
  id: RuleId,
  { from, limit }: { from: number; limit: number },
): Promise<RuleVersionRecord[]> {
  const rows = await tx
    .select()
    .from(ruleVersion)
    .where(
      and(
        eq(ruleVersion.organisationId, organisationId),
        eq(ruleVersion.ruleId, id),
        lte(ruleVersion.version, from),
      ),
    )
    .orderBy(desc(ruleVersion.version))
    .limit(limit);
  return rows.map((row) => ({ ...row, settings: readSettings(row.settings) }));
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
