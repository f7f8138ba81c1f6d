import { z } from 'zod';
import type {
  TemplateChoices,
  TemplateJson,
  TemplateListQuery,
  TemplatePage,
} from '../../../domain/api/templates.ts';
import { NotFound } from '../../../domain/errors.ts';
import { builtInTemplates, findBuiltIn } from '../../../domain/templates/built-in.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Template } from '../../../domain/templates/template.ts';
import {
  findOwnTemplate,
  listOwnTemplates,
  toTemplate,
  type TemplateRecord,
} from '../../db/templates.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { toChoice, toOwnJson, toRow, toTemplateJson } from './to-json.ts';
import { loadSenders } from './senders.ts';

const Place = z.object({ key: z.string().max(300) });

type Query = z.output<typeof TemplateListQuery>;

interface Listed {
  /** Order of the list: built-in ones as they come, then own ones by name. */
  key: string;
  template: Template;
  own?: TemplateRecord;
}

/** R5. An organisation has few templates, so filters and pages are cut from all of them. */
export function listTemplatePage(
  ctx: Context,
  member: Member,
  query: Query,
): Promise<z.input<typeof TemplatePage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const after = fromCursor(Place, query.cursor)?.key ?? '';
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const all = [...builtInListed, ...toListed(await listOwnTemplates(tx, organisationId))];
    const rest = all.filter((one) => one.key > after && matches(one.template, query));
    const page = cutPage(rest, query.limit, ({ key }) => ({ key }));
    const senders = await loadSenders(tx, organisationId);
    return {
      rows: page.rows.map(({ template, own }) => toRow(template, own, senders)),
      next: page.next,
    };
  });
}

const builtInListed: Listed[] = builtInTemplates.map((template, index) => ({
  key: `0 ${String(index).padStart(3, '0')}`,
  template,
}));

function toListed(rows: TemplateRecord[]): Listed[] {
  return rows
    .map((own) => ({
      key: `1 ${own.name.toLowerCase()} ${own.id}`,
      template: toTemplate(own),
      own,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function matches({ kind, builtIn, name, texts }: Template, query: Query): boolean {
  const text = (query.q ?? '').toLowerCase();
  return (
    (query.kind === undefined || query.kind === kind) &&
    (query.owner === undefined || (query.owner === 'built-in') === builtIn) &&
    (query.missing === undefined || texts[query.missing] === undefined) &&
    Object.values(name).some((one) => one.toLowerCase().includes(text))
  );
}

/** Every template that a rule can name, for its editor. */
export function listTemplateChoices(
  ctx: Context,
  member: Member,
): Promise<z.input<typeof TemplateChoices>> {
  assertMay(member, 'read');
  return inOrganisation(ctx.store, member.organisationId, (tx) =>
    templateChoices(tx, member.organisationId),
  );
}

/** The same, in the caller's transaction. */
export async function templateChoices(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<z.input<typeof TemplateChoices>> {
  const own = await listOwnTemplates(tx, organisationId);
  return [...builtInTemplates, ...own.map(toTemplate)].map(toChoice);
}

/** Throws NotFound for one that was deleted, and for another organisation's. */
export function readTemplate(ctx: Context, member: Member, id: string): Promise<TemplateJson> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const senders = await loadSenders(tx, organisationId);
    const builtIn = findBuiltIn(id);
    if (builtIn) return toTemplateJson(builtIn, undefined, senders);
    const own = await findOwnTemplate(tx, organisationId, id);
    if (!own) throw new NotFound('template.not-found', 'no such template');
    return toOwnJson(own, senders);
  });
}
