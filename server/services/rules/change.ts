import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { RuleDeleted, RuleSaved } from '../../../domain/api/rules.ts';
import { Conflict, Invalid } from '../../../domain/errors.ts';
import type { RuleId } from '../../../domain/ids.ts';
import type { RuleSettings, Step } from '../../../domain/rules/rule.ts';
import { languagesOfStep } from '../../../domain/templates/usage.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { listTermIds } from '../../db/planning.ts';
import { getRule, listRules, nextPosition, saveRule, type RuleRecord } from '../../db/rules.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { replanNow } from '../decisions/plan-reminders.ts';
import { assertMay } from '../organisations/may.ts';
import { toRuleSaved } from './to-json.ts';

type Saved = z.infer<typeof RuleSaved>;

/** As the schema of the settings has it. */
const MAX_NAME = 120;

/** BJ-19: nothing is stored before this. The new rule goes to the end of the order. */
export function createRule(
  ctx: Context,
  member: Member,
  draft: { enabled: boolean; settings: RuleSettings },
): Promise<Saved> {
  assertMay(member, 'work');
  return change(ctx, member, 'rule.created', async (tx) => ({
    organisationId: member.organisationId,
    id: randomUUID(),
    version: 1,
    enabled: draft.enabled,
    position: await nextPosition(tx, member.organisationId),
    settings: await checked(tx, member, draft.settings, null),
    createdAt: ctx.now(),
    changedAt: ctx.now(),
    changedBy: member.name,
    deletedAt: null,
  }));
}

/** Saves as the next version. Throws Conflict when somebody saved meanwhile (ux 6.3). Planned messages follow the new version (E46). */
export function saveRuleSettings(
  ctx: Context,
  member: Member,
  id: RuleId,
  draft: { enabled: boolean; settings: RuleSettings; version: number },
): Promise<Saved> {
  assertMay(member, 'work');
  return change(ctx, member, 'rule.changed', async (tx) => {
    const current = await getAtVersion(tx, member, id, draft.version);
    const settings = await checked(tx, member, draft.settings, id);
    return { ...current, enabled: draft.enabled, settings };
  });
}

/** The switch of one rule (BJ-21). */
export function switchRule(
  ctx: Context,
  member: Member,
  id: RuleId,
  { enabled, version }: { enabled: boolean; version: number },
): Promise<Saved> {
  assertMay(member, 'work');
  return change(ctx, member, enabled ? 'rule.enabled' : 'rule.disabled', async (tx) => ({
    ...(await getAtVersion(tx, member, id, version)),
    enabled,
  }));
}

/** The copy starts off, so that nothing is chased twice by accident (E47); its steps are its own. */
export function duplicateRule(ctx: Context, member: Member, id: RuleId): Promise<Saved> {
  assertMay(member, 'work');
  return change(ctx, member, 'rule.duplicated', async (tx) => {
    const original = await getRule(tx, member.organisationId, id);
    const steps = original.settings.steps.map((step) => ({ ...step, id: randomUUID() }));
    const name = await freeName(tx, member, original.settings.name);
    return {
      ...original,
      id: randomUUID(),
      createdAt: ctx.now(),
      version: 0,
      enabled: false,
      position: await nextPosition(tx, member.organisationId),
      settings: { ...original.settings, steps, name },
    };
  });
}

/** Planned messages of the rule are called off; what it sent stays in the history. It can be brought back for a while. */
export async function deleteRule(
  ctx: Context,
  member: Member,
  id: RuleId,
): Promise<z.infer<typeof RuleDeleted>> {
  assertMay(member, 'work');
  let wasEnabled = false;
  const { replanned } = await change(ctx, member, 'rule.deleted', async (tx) => {
    const current = await getRule(tx, member.organisationId, id);
    wasEnabled = current.enabled;
    return { ...current, enabled: false, deletedAt: ctx.now() };
  });
  return { dropped: replanned?.dropped ?? 0, wasEnabled };
}

/** One transaction: the next version, the history, and the queue as it follows from it. */
export function change(
  ctx: Context,
  member: Member,
  kind: string,
  next: (tx: Tx) => Promise<RuleRecord>,
): Promise<Saved> {
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const row = await next(tx);
    const isNew = kind === 'rule.created';
    const saved = {
      ...row,
      version: isNew ? 1 : row.version + 1,
      changedAt: ctx.now(),
      changedBy: member.name,
    };
    await saveRule(tx, saved);
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind,
      actor: actorOf(member),
      detail: { ruleId: saved.id, ruleName: saved.settings.name, version: saved.version },
    });
    const counts = await replanNow(tx, ctx.now(), organisationId);
    await announce(tx, organisationId, 'rules');
    return toRuleSaved(saved, counts);
  });
}

export async function getAtVersion(
  tx: Tx,
  member: Member,
  id: RuleId,
  version: number,
): Promise<RuleRecord> {
  const current = await getRule(tx, member.organisationId, id);
  if (current.version !== version)
    throw new Conflict('rule.changed-meanwhile', `changed by ${current.changedBy}`);
  return current;
}

/** What the schema cannot know: names are unique, templates exist in every language that is needed (E35), and the terms that exist now are the known ones (BJ-13). */
export async function checked(
  tx: Tx,
  member: Member,
  settings: RuleSettings,
  id: RuleId | null,
): Promise<RuleSettings> {
  const others = (await listRules(tx, member.organisationId)).filter((other) => other.id !== id);
  const issues = [];
  if (others.some((other) => sameName(other.settings.name, settings.name)))
    issues.push({
      path: 'settings.name',
      code: 'name-taken',
      message: 'another rule has this name',
    });
  for (const [index, step] of settings.steps.entries()) {
    const problem = await templateProblem(tx, member, step);
    if (problem) issues.push({ path: `settings.steps.${index}.templateId`, ...problem });
  }
  if (issues.length > 0) throw new Invalid('rule.invalid', 'the rule cannot be saved', issues);
  const known = await listTermIds(tx, member.organisationId);
  const steps = settings.steps.toSorted((a, b) => a.days - b.days);
  return { ...settings, steps, terms: { ...settings.terms, known } };
}

/** The template is kept as it is until the rule is stored, so that no text can vanish in between. */
async function templateProblem(
  tx: Tx,
  member: Member,
  step: Step,
): Promise<{ code: string; message: string } | null> {
  const template = await findTemplate(tx, member.organisationId, step.templateId, 'keep');
  if (!template) return { code: 'no-such-template', message: 'this template does not exist' };
  const missing = languagesOfStep(step).filter((language) => !template.texts[language]);
  if (missing.length === 0) return null;
  return {
    code: `template-without-${missing[0]}`,
    message: `this template has no text in ${missing.join(' and ')}`,
  };
}

export function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

async function freeName(tx: Tx, member: Member, name: string): Promise<string> {
  const taken = (await listRules(tx, member.organisationId)).map((rule) => rule.settings.name);
  for (let count = 1; ; count += 1) {
    const whole = count === 1 ? `Copy of ${name}` : `Copy ${count} of ${name}`;
    // Cut before it is compared: two long names may differ only in what is cut off.
    const candidate = whole.slice(0, MAX_NAME);
    if (!taken.some((other) => sameName(other, candidate))) return candidate;
  }
}
