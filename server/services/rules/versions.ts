import { z } from 'zod';
import type { RuleSaved, RuleVersion, RuleVersions } from '../../../domain/api/rules.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { RuleId } from '../../../domain/ids.ts';
import { differencesOf } from '../../../domain/rules/differences.ts';
import { withKnownTerms } from '../../../domain/rules/known-terms.ts';
import { listTermIds } from '../../db/planning.ts';
import { getRule, listRuleVersions, type RuleVersionRecord } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { change, checked, getAtVersion } from './change.ts';

/** Versions of a rule, the newest first, each with who, when, and what it changed (product.md 4, idea 22). */
export function listVersions(
  ctx: Context,
  member: Member,
  id: RuleId,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<z.infer<typeof RuleVersions>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const from = fromCursor(z.number().int(), cursor);
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const { version } = await getRule(tx, organisationId, id);
    // One more than shown: it tells what the last one shown changed.
    const request = { from: from ?? version, limit: limit + 1 };
    const found = await listRuleVersions(tx, organisationId, id, request);
    const page = cutPage(found, limit, (last) => last.version - 1);
    return { rows: page.rows.map((row, index) => toJson(row, found[index + 1])), next: page.next };
  });
}

function toJson(row: RuleVersionRecord, before: RuleVersionRecord | undefined): RuleVersion {
  return {
    version: row.version,
    enabled: row.enabled,
    changedAt: row.changedAt.toISOString(),
    changedBy: row.changedBy,
    differences: before ? differencesOf(before, row) : null,
  };
}

/**
 * Saves the settings of an older version as the next one; whether the rule is on stays as it is. Payment terms that came later stay as that
 * version treated them. Throws NotFound for a version that never was, and Conflict when somebody saved meanwhile.
 */
export function restoreVersion(
  ctx: Context,
  member: Member,
  id: RuleId,
  wanted: { restore: string; version: number },
): Promise<z.infer<typeof RuleSaved>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return change(ctx, member, 'rule.version-restored', async (tx) => {
    const current = await getAtVersion(tx, member, id, wanted.version);
    const number = Number(wanted.restore);
    const [old] = Number.isSafeInteger(number)
      ? await listRuleVersions(tx, organisationId, id, { from: number, limit: 1 })
      : [];
    if (old?.version !== number) throw new NotFound('rule.no-version', 'no such version');
    const terms = withKnownTerms(old.settings.terms, await listTermIds(tx, organisationId));
    const settings = await checked(tx, member, { ...old.settings, terms }, id);
    return { ...current, settings };
  });
}
