import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  MAX_TEMPLATE_NAME,
  type TemplateCreate,
  type TemplateJson,
  type TemplatePut,
} from '../../../domain/api/templates.ts';
import { Conflict, Invalid, NotFound, Refused } from '../../../domain/errors.ts';
import { usageOf } from '../../../domain/templates/usage.ts';
import { addActivity, announce } from '../../db/activity.ts';
import {
  findOwnTemplate,
  findTemplate,
  listOwnTemplates,
  saveTemplate,
  type TemplateRecord,
} from '../../db/templates.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { assertSavable, checkTexts, withoutEmpty } from './check-texts.ts';
import { toOwnJson } from './to-json.ts';
import { loadSenders } from './senders.ts';

/** More would be a mistake of somebody's program; the list is read as a whole. */
const MAX_TEMPLATES = 500;

/** A copy of a built-in or own template, or a blank one. Its name gets a number when it is taken. */
export function createTemplate(
  ctx: Context,
  member: Member,
  { name, from, kind }: z.output<typeof TemplateCreate>,
): Promise<TemplateJson> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const others = await listOwnTemplates(tx, organisationId);
    if (others.length >= MAX_TEMPLATES)
      throw new Refused('template.too-many', `${MAX_TEMPLATES} templates exist`);
    const original = from === null ? null : await getOriginal(tx, member, from);
    return store(ctx, tx, member, 'template.created', {
      organisationId,
      id: randomUUID(),
      version: 1,
      name: freeName(name, others),
      kind: original?.kind ?? kind,
      texts: original?.texts ?? {},
      basedOn: original?.basedOn ?? null,
      changedAt: ctx.now(),
      changedBy: member.name,
      deletedAt: null,
    });
  });
}

/**
 * Saves as the next version. Messages already planned use it, as they are rendered when they leave. Throws Conflict when somebody saved
 * meanwhile (ux 6.3), and Invalid for texts that could not be sent.
 */
export function saveTemplateTexts(
  ctx: Context,
  member: Member,
  id: string,
  draft: TemplatePut,
): Promise<TemplateJson> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const current = await getOwn(tx, member, id);
    if (current.version !== draft.version)
      throw new Conflict('template.changed-meanwhile', `changed by ${current.changedBy}`);
    const others = await listOwnTemplates(tx, organisationId);
    if (others.some((other) => other.id !== id && isSameName(other.name, draft.name)))
      throw nameTaken();
    const texts = withoutEmpty(draft.texts);
    const usage = usageOf(id, await loadSenders(tx, organisationId));
    assertSavable(checkTexts(texts, usage.languages));
    return store(ctx, tx, member, 'template.changed', {
      ...current,
      version: current.version + 1,
      name: draft.name,
      texts,
    });
  });
}

/** Marks it as deleted; every version stays. Throws Invalid naming the rules while one uses it, Refused while invoices are sent with it. */
export function deleteTemplate(
  ctx: Context,
  member: Member,
  id: string,
): Promise<Record<string, never>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const current = await getOwn(tx, member, id);
    const usage = usageOf(id, await loadSenders(tx, organisationId));
    if (usage.rules.length > 0)
      throw new Invalid(
        'template.in-use',
        'rules use it',
        usage.rules.map((rule) => ({ path: 'usedBy', code: rule.id, message: rule.name })),
      );
    if (usage.invoices) throw new Refused('template.sends-invoices', 'invoices are sent with it');
    await store(ctx, tx, member, 'template.deleted', {
      ...current,
      version: current.version + 1,
      deletedAt: ctx.now(),
    });
    return {};
  });
}

/** One transaction: the next version, the history, and open browsers. */
async function store(
  ctx: Context,
  tx: Tx,
  member: Member,
  kind: string,
  row: TemplateRecord,
): Promise<TemplateJson> {
  const { organisationId } = member;
  const saved = { ...row, changedAt: ctx.now(), changedBy: member.name };
  await saveTemplate(tx, saved);
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind,
    actor: actorOf(member),
    detail: { templateId: saved.id, template: saved.name, version: saved.version },
  });
  await announce(tx, organisationId, 'rules');
  return toOwnJson(saved, await loadSenders(tx, organisationId));
}

async function getOwn(tx: Tx, member: Member, id: string): Promise<TemplateRecord> {
  const found = await findOwnTemplate(tx, member.organisationId, id, 'update');
  if (!found) throw new NotFound('template.not-found', 'no own template of this id');
  return found;
}

async function getOriginal(tx: Tx, member: Member, id: string) {
  const found = await findTemplate(tx, member.organisationId, id);
  if (!found) throw new NotFound('template.not-found', 'no such template');
  const own = found.builtIn ? null : await findOwnTemplate(tx, member.organisationId, id);
  return { ...found, basedOn: found.builtIn ? found.id : (own?.basedOn ?? null) };
}

function nameTaken(): Invalid {
  const message = 'another template has this name';
  return new Invalid('template.invalid', message, [{ path: 'name', code: 'name-taken', message }]);
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function freeName(wanted: string, others: TemplateRecord[]): string {
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '' : ` ${count}`;
    const name = `${wanted.slice(0, MAX_TEMPLATE_NAME - ending.length)}${ending}`;
    if (!others.some((other) => isSameName(other.name, name))) return name;
  }
}
