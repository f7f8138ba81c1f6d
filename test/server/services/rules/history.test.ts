import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asId, type RuleId } from '../../../../domain/ids.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import {
  createRule,
  deleteRule,
  saveRuleSettings,
  switchRule,
} from '../../../../server/services/rules/change.ts';
import { listDeleted, restoreRule } from '../../../../server/services/rules/deleted.ts';
import { listRulesWithMatches, readRule } from '../../../../server/services/rules/list.ts';
import { listVersions, restoreVersion } from '../../../../server/services/rules/versions.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addTerm } from '../../../support/make-invoice.ts';
import {
  ruleSettings,
  startPlanningWorld,
  type PlanningWorld,
} from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

async function create(wanted: Partial<RuleSettings> = {}, enabled = true) {
  const settings = ruleSettings({ name: 'Overdue', ...wanted });
  const { rule } = await createRule(world.ctx, world.owner, { enabled, settings });
  return { id: asId<RuleId>(rule.id), settings: rule.settings };
}
const save = (id: RuleId, version: number, settings: RuleSettings) =>
  saveRuleSettings(world.ctx, world.owner, id, { enabled: true, version, settings });
const versions = (id: RuleId, limit = 20, cursor?: string) =>
  listVersions(world.ctx, world.owner, id, { limit, cursor });
const restore = (id: RuleId, enabled: boolean) =>
  restoreRule(world.ctx, world.owner, id, { enabled });
const deleted = async () =>
  (await listDeleted(world.ctx, world.owner)).rows.map(({ name }) => name);
const viewer = () => ({ ...world.owner, role: 'viewer' as const });

describe('a deleted rule (ux 6.4)', () => {
  it('is undone as it was, with its planned messages and its history', async () => {
    const invoice = await world.addInvoice({ dueOn: '2026-11-12' });
    const { id } = await create();
    expect(await deleteRule(world.ctx, world.owner, id)).toEqual({ dropped: 1, wasEnabled: true });
    expect(await deleted()).toEqual(['Overdue']);
    expect(await world.messages(invoice)).toEqual(['10 cancelled rule-deleted']);

    const { rule } = await restore(id, true);
    expect(rule).toMatchObject({ id, enabled: true, version: 3 });
    expect(await deleted()).toEqual([]);
    const { rows } = await versions(id);
    expect(rows.map(({ version }) => version)).toEqual([3, 2, 1]);
    const [line] = await database.query(
      `select detail from activity where organisation_id = $1 and kind = 'rule.restored'`,
      [world.organisationId],
    );
    expect(line).toMatchObject({ detail: { ruleName: 'Overdue', version: 3 } });
  });

  it('comes back at its place in the order', async () => {
    const { id } = await create();
    await create({ name: 'Second' });
    await deleteRule(world.ctx, world.owner, id);
    await restore(id, false);
    const { rows } = await listRulesWithMatches(world.ctx, world.owner);
    expect(rows.map(({ settings }) => settings.name)).toEqual(['Overdue', 'Second']);
  });

  it('gets another name when its own was taken meanwhile', async () => {
    const { id } = await create();
    await deleteRule(world.ctx, world.owner, id);
    await create({ name: 'OVERDUE' });
    expect((await restore(id, false)).rule.settings.name).toBe('Overdue (2)');
  });

  it.each([
    [29, ['Overdue'], 'restored'],
    [31, [], 'rule.not-found'],
  ])('after %i days is kept or gone', async (days, shown, outcome) => {
    const { id } = await create();
    await deleteRule(world.ctx, world.owner, id);
    world.daysLater(days);
    expect(await deleted()).toEqual(shown);
    const found = await restore(id, false).then(
      () => 'restored',
      ({ code }: { code: string }) => code,
    );
    expect(found).toBe(outcome);
  });

  it('is nobody’s but ours, and a living one cannot be restored', async () => {
    const { id } = await create();
    await expect(restore(id, true)).rejects.toMatchObject({ code: 'rule.not-found' });
    await deleteRule(world.ctx, world.owner, id);
    const other = await startPlanningWorld(database);
    expect((await listDeleted(other.ctx, other.owner)).rows).toEqual([]);
    await expect(restoreRule(other.ctx, other.owner, id, { enabled: true })).rejects.toMatchObject({
      code: 'rule.not-found',
    });
    const attempt = async () => restoreRule(world.ctx, viewer(), id, { enabled: true });
    await expect(attempt()).rejects.toMatchObject({ name: 'Forbidden' });
  });
});

describe('versions of a rule (product.md 4, idea 22)', () => {
  it('tell who changed what and when, the newest first, page by page', async () => {
    const { id, settings } = await create();
    world.daysLater(1);
    await save(id, 1, { ...settings, name: 'Firm', bundle: false });
    await switchRule(world.ctx, world.owner, id, { enabled: false, version: 2 });
    const page = await versions(id, 2);
    expect(page.rows).toMatchObject([
      { version: 3, differences: [{ field: 'enabled', before: true, after: false }] },
      {
        version: 2,
        changedBy: world.owner.name,
        changedAt: '2026-11-23T17:00:00.000Z',
        differences: [{ field: 'name', before: 'Overdue', after: 'Firm' }, { field: 'bundle' }],
      },
    ]);
    const rest = await versions(id, 2, page.next ?? '');
    expect(rest).toMatchObject({ rows: [{ version: 1, differences: null }], next: null });
  });

  it('are restored as the next one; the switch stays as it is', async () => {
    const { id, settings } = await create();
    await save(id, 1, { ...settings, name: 'Firm' });
    await switchRule(world.ctx, world.owner, id, { enabled: false, version: 2 });
    const { rule } = await restoreVersion(world.ctx, world.owner, id, {
      restore: '1',
      version: 3,
    });
    expect(rule).toMatchObject({ version: 4, enabled: false, settings: { name: 'Overdue' } });
    expect((await versions(id)).rows[0]?.differences).toMatchObject([
      { field: 'name', before: 'Firm', after: 'Overdue' },
    ]);
  });

  it('treat terms that came later as they did then (E51)', async () => {
    const { id, settings } = await create({
      terms: { off: [], noTerms: true, newTerms: false, known: [] },
    });
    const later = await addTerm(world.ctx, world.organisationId, { name: 'Net 7' });
    await save(id, 1, { ...settings, name: 'Firm' });
    const { rule } = await restoreVersion(world.ctx, world.owner, id, {
      restore: '1',
      version: 2,
    });
    expect(rule.settings.terms).toMatchObject({ off: [later.id], known: [later.id] });
  });

  it.each([
    ['a version that never was', '9', 1, 'rule.no-version'],
    ['no number', 'one', 1, 'rule.no-version'],
    ['a rule that was saved meanwhile (ux 6.3)', '1', 7, 'rule.changed-meanwhile'],
  ])('are not restored: %s', async (_name, wanted, version, code) => {
    const { id } = await create();
    await expect(
      restoreVersion(world.ctx, world.owner, id, { restore: wanted, version }),
    ).rejects.toMatchObject({ code });
    expect((await readRule(world.ctx, world.owner, id)).version).toBe(1);
  });

  it('are nobody’s but ours; a viewer may look, not restore', async () => {
    const { id } = await create();
    const other = await startPlanningWorld(database);
    await expect(listVersions(other.ctx, other.owner, id, { limit: 5 })).rejects.toMatchObject({
      code: 'rule.not-found',
    });
    const seen = await listVersions(world.ctx, viewer(), id, { limit: 5 });
    expect(seen.rows).toHaveLength(1);
    const attempt = async () =>
      restoreVersion(world.ctx, viewer(), id, { restore: '1', version: 1 });
    await expect(attempt()).rejects.toMatchObject({ name: 'Forbidden' });
  });
});
