import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TemplateJson } from '../../../../domain/api/templates.ts';
import { Invalid } from '../../../../domain/errors.ts';
import { asId, type RuleId } from '../../../../domain/ids.ts';
import { findBuiltIn } from '../../../../domain/templates/built-in.ts';
import { deleteRule } from '../../../../server/services/rules/change.ts';
import {
  createTemplate,
  deleteTemplate,
  saveTemplateTexts,
} from '../../../../server/services/templates/change.ts';
import {
  listTemplateChoices,
  listTemplatePage,
  readTemplate,
} from '../../../../server/services/templates/list.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { newStep, startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

const english = { subject: 'Invoice {{ invoice.number }}', body: '<p>{{ customer.name }}</p>' };
const french = { subject: 'Facture {{ invoice.number }}', body: '<p>{{ customer.name }}</p>' };

const make = (name = 'Ours', from: string | null = 'friendly') =>
  createTemplate(world.ctx, world.owner, { name, from, kind: 'reminder' });
const save = (
  { id, version, name: { en: name } }: TemplateJson,
  texts: Parameters<typeof saveTemplateTexts>[3]['texts'],
  changes: { name?: string; version?: number } = {},
) => saveTemplateTexts(world.ctx, world.owner, id, { name, version, texts, ...changes });
const useInRule = (templateId: string, language: 'customer' | 'en' = 'customer') =>
  world.addRule({ name: 'Chase', steps: [{ ...newStep(3), templateId, language }] });

async function issuesOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const issues = error.issues.map(({ path, code }) => `${path} ${code}`);
    return `${error.code}: ${issues.join(', ')}`;
  }
  return 'saved';
}

describe('“make it mine”', () => {
  it('copies a built-in template, words and kind, and keeps what it was made from', async () => {
    const made = await make('Our friendly one');
    expect(made).toMatchObject({
      builtIn: false,
      version: 1,
      kind: 'reminder',
      name: { en: 'Our friendly one', fr: 'Our friendly one' },
      languages: ['en', 'fr'],
      texts: findBuiltIn('friendly')?.texts,
      basedOn: 'friendly',
      usedBy: [],
      changedBy: world.owner.name,
      checks: [],
    });
    expect(await readTemplate(world.ctx, world.owner, made.id)).toEqual(made);
    const again = await make('Our friendly one', made.id);
    expect(again).toMatchObject({ basedOn: 'friendly', name: { en: 'Our friendly one 2' } });
  });

  it('starts from nothing too, with a warning for each language', async () => {
    const blank = await make('Blank', null);
    expect(blank).toMatchObject({ texts: {}, languages: [], basedOn: null });
    expect(blank.checks.map(({ language, code, severity }) => [language, code, severity])).toEqual([
      ['en', 'missing-language', 'warning'],
      ['fr', 'missing-language', 'warning'],
    ]);
  });

  it('is not for viewers, nor of a template that does not exist', async () => {
    const viewer = { ...world.owner, role: 'viewer' as const };
    const draft = { name: 'x', from: null, kind: 'reminder' as const };
    expect(() => createTemplate(world.ctx, viewer, draft)).toThrow('viewer may not work');
    await expect(make('x', 'gone')).rejects.toMatchObject({ code: 'template.not-found' });
  });
});

describe('saving', () => {
  it('makes versions that never change, with one line of history each', async () => {
    const made = await make();
    await save(made, { en: english, fr: french }, { name: 'Better' });
    const rows = await database.query<{ version: number; name: string; subject: string }>(
      `select version, name, texts->'en'->>'subject' as subject from template_version where template_id = $1 order by version`,
      [made.id],
    );
    expect(rows.map(({ version, name }) => [version, name])).toEqual([
      [1, 'Ours'],
      [2, 'Better'],
    ]);
    expect(rows[1]?.subject).toBe(english.subject);
    const history = await database.query<{ line: string }>(
      `select kind || ' ' || (detail->>'template') as line from activity where organisation_id = $1 and kind like 'template.%' order by id`,
      [world.organisationId],
    );
    expect(history.map(({ line }) => line)).toEqual([
      'template.created Ours',
      'template.changed Better',
    ]);
  });

  it('with an old version is a conflict, and changes nothing (ux 6.3)', async () => {
    const made = await make();
    await save(made, { en: english });
    await expect(save(made, { fr: french })).rejects.toMatchObject({
      code: 'template.changed-meanwhile',
    });
    expect((await readTemplate(world.ctx, world.owner, made.id)).texts).toEqual({ en: english });
  });

  it.each([
    [
      'an unknown field',
      { ...english, body: '{{ invoice.nmber }}' },
      'texts.en.body unknown-field',
    ],
    ['bad syntax', { ...english, body: '{% if invoice.part_paid %}' }, 'texts.en.body syntax'],
    ['an empty subject', { ...english, subject: ' ' }, 'texts.en.subject missing'],
    ['an empty body', { ...english, body: '' }, 'texts.en.body missing'],
    ['more than 100 KB', { ...english, body: 'x'.repeat(100_001) }, 'texts.en.body too-large'],
  ])('with %s is refused, field by field', async (_case, text, issue) => {
    const made = await make();
    expect(await issuesOf(save(made, { en: text }))).toBe(`template.invalid: ${issue}`);
  });

  it('with an image without text, or a language missing while no rule uses it, only warns', async () => {
    const made = await make();
    const body = '<p>a</p><img src="https://x.example/a.png">';
    const saved = await save(made, { en: { ...english, body }, fr: { subject: '', body: ' ' } });
    expect(saved.languages).toEqual(['en']);
    expect(saved.checks.map(({ language, code, severity }) => [language, code, severity])).toEqual([
      ['en', 'image-without-text', 'warning'],
      ['fr', 'missing-language', 'warning'],
    ]);
  });

  it('without a language that a rule needs is refused when saving, never at sending (E35)', async () => {
    const made = await make();
    await useInRule(made.id);
    expect(await issuesOf(save(made, { en: english }))).toBe(
      'template.invalid: texts.fr.body missing-language',
    );
    expect(await issuesOf(save(made, { en: english, fr: french }))).toBe('saved');
  });

  it('needs only the language in which the rule writes', async () => {
    const made = await make();
    await useInRule(made.id, 'en');
    expect(await issuesOf(save(made, { en: english }))).toBe('saved');
  });

  it('under the name of another template is refused, whatever the letters’ case', async () => {
    await make('Ours');
    const other = await make('Theirs');
    expect(await issuesOf(save(other, { en: english }, { name: ' OURS' }))).toBe(
      'template.invalid: name name-taken',
    );
  });

  it('never touches a built-in template', async () => {
    const draft = { name: 'x', version: 0, texts: { en: english } };
    const change = saveTemplateTexts(world.ctx, world.owner, 'friendly', draft);
    await expect(change).rejects.toMatchObject({ code: 'template.not-found' });
  });
});

describe('deleting', () => {
  it('is blocked while a rule uses it, and says by which', async () => {
    const made = await make();
    const rule = await useInRule(made.id);
    const remove = () => deleteTemplate(world.ctx, world.owner, made.id);
    await expect(remove()).rejects.toMatchObject({
      code: 'template.in-use',
      issues: [{ path: 'usedBy', code: rule, message: 'Chase' }],
    });
    await deleteRule(world.ctx, world.owner, asId<RuleId>(rule));
    await remove();
    await expect(readTemplate(world.ctx, world.owner, made.id)).rejects.toMatchObject({
      code: 'template.not-found',
    });
    const [row] = await database.query<{ versions: number }>(
      'select count(*)::int as versions from template_version where template_id = $1',
      [made.id],
    );
    expect(row?.versions).toBe(2);
  });

  it('and a rule that takes it at the same moment cannot both succeed', async () => {
    const made = await make();
    const results = await Promise.allSettled([
      deleteTemplate(world.ctx, world.owner, made.id),
      useInRule(made.id),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a rule', () => {
  it('may name an own template that has every language it needs', async () => {
    const made = await make();
    await useInRule(made.id);
    expect((await readTemplate(world.ctx, world.owner, made.id)).usedBy).toMatchObject([
      { name: 'Chase' },
    ]);
  });

  it('may not name one without them, one that is gone, or another organisation’s', async () => {
    const english_ = await save(await make('English'), { en: english });
    const field = 'settings.steps.0.templateId';
    expect(await issuesOf(useInRule(english_.id))).toBe(
      `rule.invalid: ${field} template-without-fr`,
    );
    await deleteTemplate(world.ctx, world.owner, english_.id);
    expect(await issuesOf(useInRule(english_.id))).toBe(`rule.invalid: ${field} no-such-template`);
    const theirs = await startPlanningWorld(database);
    const foreign = await createTemplate(theirs.ctx, theirs.owner, {
      name: 'x',
      from: 'friendly',
      kind: 'reminder',
    });
    expect(await issuesOf(useInRule(foreign.id))).toBe(`rule.invalid: ${field} no-such-template`);
  });
});

describe('the list (ux R5)', () => {
  const list = async (query: Partial<Parameters<typeof listTemplatePage>[2]> = {}) => {
    const page = await listTemplatePage(world.ctx, world.owner, { limit: 100, ...query });
    return page.rows.map((row) => row.name.en);
  };

  it('has the built-in ones, then the own ones by name, and is found by name, kind, language and owner', async () => {
    await save(await make('zebra'), { en: english });
    await make('Apple');
    await make('100 %', 'summary');
    expect(await list()).toEqual([
      'Friendly reminder',
      'Second reminder',
      'Final reminder',
      'Coming due',
      'New invoice',
      'Account summary',
      'Invoice',
      '100 %',
      'Apple',
      'zebra',
    ]);
    expect(await list({ q: 'APPLE' })).toEqual(['Apple']);
    expect(await list({ q: 'relevé' })).toEqual(['Account summary']);
    expect(await list({ kind: 'summary' })).toEqual(['Account summary', '100 %']);
    expect(await list({ missing: 'fr' })).toEqual(['zebra']);
    expect(await list({ owner: 'own', kind: 'reminder' })).toEqual(['Apple', 'zebra']);
    expect(await list({ q: '%' })).toEqual(['100 %']);
  });

  it('comes page by page, without losing or repeating one', async () => {
    for (const name of ['b', 'a', 'c']) await make(name);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTemplatePage(world.ctx, world.owner, {
        limit: 4,
        ...(cursor ? { cursor } : {}),
      });
      names.push(...page.rows.map((row) => row.name.en));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(names).toEqual(await list());
  });

  it('offers rules all of them with their languages', async () => {
    const made = await save(await make('English'), { en: english });
    const choices = await listTemplateChoices(world.ctx, world.owner);
    expect(choices).toHaveLength(7);
    expect(choices.at(-1)).toMatchObject({ id: made.id, builtIn: false, languages: ['en'] });
  });

  it('and every verb stay inside the organisation', async () => {
    const made = await make();
    const other = await startPlanningWorld(database);
    const page = await listTemplatePage(other.ctx, other.owner, { limit: 100, owner: 'own' });
    expect(page.rows).toEqual([]);
    const draft = { name: 'x', version: 1, texts: { en: english } };
    for (const attempt of [
      () => readTemplate(other.ctx, other.owner, made.id),
      () => saveTemplateTexts(other.ctx, other.owner, made.id, draft),
      () => deleteTemplate(other.ctx, other.owner, made.id),
      () => createTemplate(other.ctx, other.owner, { name: 'x', from: made.id, kind: 'reminder' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'template.not-found' });
  });
});
