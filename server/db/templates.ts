import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { OrganisationId } from '../../domain/ids.ts';
import { findBuiltIn } from '../../domain/templates/built-in.ts';
import type { Template } from '../../domain/templates/template.ts';
import { template, templateTest, templateVersion } from './schema/index.ts';
import type { Tx } from './transaction.ts';

const Uuid = z.uuid();

export type TemplateRecord = typeof template.$inferSelect;

/**
 * The template that a rule names, built in or the organisation's own; undefined when it was deleted or never was. With `keep`, it can be
 * neither changed nor deleted by others until the transaction ends.
 */
export async function findTemplate(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  lock?: 'keep',
): Promise<Template | undefined> {
  const builtIn = findBuiltIn(id);
  if (builtIn) return builtIn;
  const row = await findOwnTemplate(tx, organisationId, id, lock === 'keep' ? 'share' : undefined);
  return row && toTemplate(row);
}

/** An own template has one name, whatever language its reader speaks. */
export function toTemplate({ id, kind, name, texts }: TemplateRecord): Template {
  return { id, kind, builtIn: false, name: { en: name, fr: name }, texts };
}

/** With `update`, nobody else saves it, and no rule can take it, until the transaction ends. */
export async function findOwnTemplate(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  lock?: 'share' | 'update',
): Promise<TemplateRecord | undefined> {
  if (!Uuid.safeParse(id).success) return undefined;
  const query = tx
    .select()
    .from(template)
    .where(
      and(
        eq(template.organisationId, organisationId),
        eq(template.id, id),
        isNull(template.deletedAt),
      ),
    );
  const [found] = await (lock ? query.for(lock) : query);
  return found;
}

/** Those that are not deleted, by name. */
export function listOwnTemplates(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<TemplateRecord[]> {
  return tx
    .select()
    .from(template)
    .where(and(eq(template.organisationId, organisationId), isNull(template.deletedAt)))
    .orderBy(asc(sql`lower(${template.name})`), asc(template.id));
}

/** Stores a template and the version it is now at. */
export async function saveTemplate(tx: Tx, row: TemplateRecord): Promise<void> {
  const { organisationId, id, version, name, texts, changedAt, changedBy } = row;
  await tx
    .insert(template)
    .values(row)
    .onConflictDoUpdate({ target: [template.organisationId, template.id], set: row });
  await tx
    .insert(templateVersion)
    .values({ organisationId, templateId: id, version, name, texts, changedAt, changedBy });
}

/** False when the test with this key was asked for before. Keys older than a day are forgotten. */
export async function noteTest(
  tx: Tx,
  organisationId: OrganisationId,
  key: string,
  now: Date,
): Promise<boolean> {
  await tx.execute(sql`
    delete from ${templateTest} where organisation_id = ${organisationId}
      and asked_at < ${now.toISOString()}::timestamptz - interval '1 day'`);
  const noted = await tx
    .insert(templateTest)
    .values({ organisationId, key, askedAt: now })
    .onConflictDoNothing()
    .returning({ key: templateTest.key });
  return noted.length === 1;
}

/** A test that did not leave may be asked for again with its key. */
export async function forgetTest(
  tx: Tx,
  organisationId: OrganisationId,
  key: string,
): Promise<void> {
  await tx
    .delete(templateTest)
    .where(and(eq(templateTest.organisationId, organisationId), eq(templateTest.key, key)));
}

/** Tests that were asked for within the last hour. */
export async function countTests(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from ${templateTest} where organisation_id = ${organisationId}
      and asked_at > ${now.toISOString()}::timestamptz - interval '1 hour'`);
  return rows[0]?.count ?? 0;
}
