import type { z } from 'zod';
import type { DeletedRules, RuleSaved } from '../../../domain/api/rules.ts';
import type { RuleId } from '../../../domain/ids.ts';
import { getDeletedRule, listDeletedRules, listRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { change, sameName } from './change.ts';

const KEPT_MS = 30 * 86_400_000;
const MAX_NAME = 120;

const sinceOf = (ctx: Context) => new Date(ctx.now().getTime() - KEPT_MS);

/** Rules that can still be brought back (ux 6.4). */
export function listDeleted(ctx: Context, member: Member): Promise<z.infer<typeof DeletedRules>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const rows = await listDeletedRules(tx, organisationId, sinceOf(ctx));
    return {
      rows: rows.map(({ id, settings, deletedAt, changedAt, changedBy }) => ({
        id,
        name: settings.name,
        type: settings.type,
        condition: settings.condition,
        deletedAt: (deletedAt ?? changedAt).toISOString(),
        deletedBy: changedBy,
        keptUntil: new Date((deletedAt ?? changedAt).getTime() + KEPT_MS).toISOString(),
      })),
    };
  });
}

/**
 * Brings a deleted rule back with its history, at its place in the order. An undo asks for it as it was; from the list it comes back off,
 * so that nobody is mailed by surprise.
 */
export function restoreRule(
  ctx: Context,
  member: Member,
  id: RuleId,
  { enabled }: { enabled: boolean },
): Promise<z.infer<typeof RuleSaved>> {
  assertMay(member, 'work');
  return change(ctx, member, 'rule.restored', async (tx) => {
    const deleted = await getDeletedRule(tx, member.organisationId, id, sinceOf(ctx));
    const name = await nameFor(tx, member, deleted.settings.name);
    return { ...deleted, enabled, deletedAt: null, settings: { ...deleted.settings, name } };
  });
}

/** Its old name, with a number when another rule took it meanwhile. */
async function nameFor(tx: Tx, member: Member, name: string): Promise<string> {
  const taken = (await listRules(tx, member.organisationId)).map(({ settings }) => settings.name);
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '' : ` (${count})`;
    const candidate = `${name.slice(0, MAX_NAME - ending.length)}${ending}`;
    if (!taken.some((other) => sameName(other, candidate))) return candidate;
  }
}
