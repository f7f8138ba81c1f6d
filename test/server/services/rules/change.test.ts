import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { asId, type CustomerId, type RuleId, type TermId } from '../../../../domain/ids.ts';
import { RuleSettings } from '../../../../domain/rules/rule.ts';
import {
  createRule,
  deleteRule,
  duplicateRule,
  saveRuleSettings,
  switchRule,
} from '../../../../server/services/rules/change.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { dunlin } from '../../../../server/services/context.ts';
import { listInvoicePage } from '../../../../server/services/invoices/list.ts';
import { upsertCustomers } from '../../../../server/services/mirror/upsert.ts';
import { listRulesWithMatches, readRule } from '../../../../server/services/rules/list.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addCustomer, addTerm } from '../../../support/make-invoice.ts';
import { aCustomer } from '../mirror/make-records.ts';
import {
  newStep,
  NOON,
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

const create = (wanted: Partial<RuleSettings> = {}, enabled = true) =>
  createRule(world.ctx, world.owner, { enabled, settings: ruleSettings(wanted) });
const idOf = ({ rule }: Awaited<ReturnType<typeof create>>) => asId<RuleId>(rule.id);

const versions = (id: RuleId) =>
  database.query<Record<string, unknown>>(
    'select version, enabled, changed_by, settings from rule_version where rule_id = $1 order by version',
    [id],
  );

const history = () =>
  database.query<Record<string, unknown>>(
    `select kind, actor_kind, actor_name, detail from activity where organisation_id = $1 and kind like 'rule.%' order by id`,
    [world.organisationId],
  );

describe('what is saved', () => {
  it('is stored as versions that never change, with one line of history each', async () => {
    const created = await create({ name: 'Overdue' });
    const id = idOf(created);
    await saveRuleSettings(world.ctx, world.owner, id, {
      enabled: true,
      version: 1,
      settings: ruleSettings({ name: 'Overdue, friendly' }),
    });
    await switchRule(world.ctx, world.owner, id, { enabled: false, version: 2 });
    await switchRule(world.ctx, world.owner, id, { enabled: true, version: 3 });
    await deleteRule(world.ctx, world.owner, id);

    const kept = await versions(id);
    expect(kept.map(({ version, enabled }) => [version, enabled])).toEqual([
      [1, true],
      [2, true],
      [3, false],
      [4, true],
      [5, false],
    ]);
    expect(kept[0]).toMatchObject({ changed_by: world.owner.name, settings: { name: 'Overdue' } });
    expect(kept[1]).toMatchObject({ settings: { name: 'Overdue, friendly' } });
    expect(await history()).toEqual(
      [
        ['rule.created', 'Overdue', 1],
        ['rule.changed', 'Overdue, friendly', 2],
        ['rule.disabled', 'Overdue, friendly', 3],
        ['rule.enabled', 'Overdue, friendly', 4],
        ['rule.deleted', 'Overdue, friendly', 5],
      ].map(([kind, ruleName, version]) => ({
        kind,
        actor_kind: 'person',
        actor_name: world.owner.name,
        detail: { ruleId: id, ruleName, version },
      })),
    );
  });

  it('goes to the end of the order, with steps in order of their days', async () => {
    await create({ name: 'First' });
    await create({ name: 'Second', steps: [newStep(20), newStep(3)] });
    const { rows } = await listRulesWithMatches(world.ctx, world.owner);
    expect(rows.map(({ settings }) => settings.name)).toEqual(['First', 'Second']);
    expect(rows[1]?.settings.steps.map(({ days }) => days)).toEqual([3, 20]);
    expect(rows[0]).toMatchObject({ version: 1, changedAt: NOON.toISOString() });
  });

  it('knows the terms that exist now; one made later is a new one (BJ-13, E51)', async () => {
    const old = await addTerm(world.ctx, world.organisationId);
    const created = await create({
      terms: { off: [], noTerms: true, newTerms: false, known: ['made up'] },
    });
    expect(created.rule.settings.terms.known).toEqual([old.id]);
    const later = await addTerm(world.ctx, world.organisationId, { name: 'Net 7' });
    const id = await world.addInvoice({ dueOn: '2026-11-12', termId: later.id });
    await world.plan();
    expect(await world.messages(id)).toEqual([]);
    await saveRuleSettings(world.ctx, world.owner, idOf(created), {
      enabled: true,
      version: 1,
      settings: created.rule.settings,
    });
    expect(await world.messages(id)).toEqual(['10 planned']);
  });
});

describe('terms of an invoice', () => {
  const termsOf = async (id: string) => {
    const first = { status: 'all' as const, sort: 'due' as const, limit: 9 };
    const { rows } = await listInvoicePage(world.ctx, world.owner, first);
    return rows.find((row) => row.id === id)?.termName;
  };

  it('are its customer’s as they are now, where the books keep them with customers (BJ-13)', async () => {
    const [kept, left] = [
      await addTerm(world.ctx, world.organisationId, { name: 'Kept' }),
      await addTerm(world.ctx, world.organisationId, { name: 'Left out' }),
    ];
    const { id: customerId } = await addCustomer(world.ctx, world.organisationId, {
      termId: left.id,
    });
    const shared = { customerId: asId<CustomerId>(customerId), dueOn: '2026-11-12' };
    const id = await world.addInvoice({ ...shared, termsOfCustomer: true, termId: null });
    const own = await world.addInvoice({ ...shared, termId: kept.id });
    await world.addRule({ terms: { off: [left.id], noTerms: true, newTerms: false, known: [] } });
    await world.plan();
    expect([await world.messages(id), await world.messages(own)]).toEqual([[], ['10 planned']]);
    expect([await termsOf(id), await termsOf(own)]).toEqual(['Left out', 'Kept']);

    await inOrganisation(world.ctx.store, world.organisationId, (tx) =>
      upsertCustomers(
        tx,
        world.organisationId,
        [aCustomer(customerId, { termId: asId<TermId>(kept.id) })],
        { now: world.ctx.now(), actor: dunlin },
      ),
    );
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });
});

describe('what cannot be saved', () => {
  const invalid = async (settings: Partial<RuleSettings>) =>
    create(settings).then(
      () => 'saved',
      (error: { code: string; issues: { path: string; code: string }[] }) =>
        `${error.code} ${error.issues.map((issue) => `${issue.path} ${issue.code}`).join(', ')}`,
    );

  it.each(['Overdue', 'overdue', '  OVERDUE  '])(
    'is a second rule called “%s”: names are unique, whatever their case',
    async (name) => {
      await create({ name: 'Overdue' });
      expect(await invalid({ name })).toBe('rule.invalid settings.name name-taken');
      expect(await history()).toHaveLength(1);
    },
  );

  it('is a step with a template that does not exist; each is named', async () => {
    const steps = [
      newStep(3),
      { ...newStep(5), templateId: 'gone' },
      { ...newStep(9), templateId: 'x' },
    ];
    expect(await invalid({ steps })).toBe(
      'rule.invalid settings.steps.1.templateId no-such-template, settings.steps.2.templateId no-such-template',
    );
    expect((await listRulesWithMatches(world.ctx, world.owner)).rows).toEqual([]);
  });

  it('is not its own name, and not the name of a deleted rule', async () => {
    const created = await create({ name: 'Overdue' });
    await saveRuleSettings(world.ctx, world.owner, idOf(created), {
      enabled: true,
      version: 1,
      settings: created.rule.settings,
    });
    await deleteRule(world.ctx, world.owner, idOf(created));
    expect(await invalid({ name: 'Overdue' })).toBe('saved');
  });

  it.each<[string, object, string]>([
    ['no name', { name: '  ' }, 'name'],
    ['no step', { steps: [] }, 'steps'],
    ['one day twice (BJ-7)', { steps: [newStep(3), newStep(3)] }, 'steps.1.days'],
    ['days below zero', { steps: [newStep(-1)] }, 'steps.0.days'],
    ['half days', { steps: [newStep(1.5)] }, 'steps.0.days'],
    [
      'only these customers, but none chosen (BJ-9)',
      { customers: { mode: 'only', customerIds: [] } },
      'customers.customerIds',
    ],
    [
      'a memo filter without a token (BJ-10)',
      { memo: { mode: 'ignore', token: ' ' } },
      'memo.token',
    ],
    [
      'a date that does not exist (BJ-12)',
      { createdBefore: { on: '2026-02-30' } },
      'createdBefore.on',
    ],
    ['a copy to something that is no address', { email: { cc: ['boss'], bcc: [] } }, 'email.cc.0'],
    [
      'two addresses in one',
      { email: { cc: ['a@b.example, c@d.example'], bcc: [] } },
      'email.cc.0',
    ],
  ])('is a rule with %s', (_name, wrong, path) => {
    const parsed = RuleSettings.safeParse({ ...ruleSettings(), ...wrong });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('two people at once', () => {
  it('save once; the other is told who was faster, and nothing of theirs is stored', async () => {
    const created = await create();
    const save = (name: string) =>
      saveRuleSettings(world.ctx, world.owner, idOf(created), {
        enabled: true,
        version: 1,
        settings: { ...created.rule.settings, name },
      });
    const results = await Promise.allSettled([save('Mine'), save('Theirs')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ name: 'Conflict', code: 'rule.changed-meanwhile' });
    expect(await versions(idOf(created))).toHaveLength(2);
  });

  it.each([
    [
      'switch',
      (id: RuleId) => switchRule(world.ctx, world.owner, id, { enabled: false, version: 7 }),
    ],
    [
      'save',
      (id: RuleId) =>
        saveRuleSettings(world.ctx, world.owner, id, {
          enabled: true,
          version: 7,
          settings: ruleSettings(),
        }),
    ],
  ])('%s only the version that they saw', async (_name, change) => {
    const id = idOf(await create());
    await expect(change(id)).rejects.toMatchObject({ name: 'Conflict' });
    expect(await versions(id)).toHaveLength(1);
  });
});

describe('a copy (BJ-21)', () => {
  it('starts off, has steps of its own and a name that is free (E47)', async () => {
    const original = await create({ name: 'Overdue' });
    const [first, second] = [
      await duplicateRule(world.ctx, world.owner, idOf(original)),
      await duplicateRule(world.ctx, world.owner, idOf(original)),
    ];
    expect(first.rule).toMatchObject({
      enabled: false,
      version: 1,
      settings: { name: 'Copy of Overdue' },
    });
    expect(second.rule.settings.name).toBe('Copy 2 of Overdue');
    const ids = [original, first, second].flatMap(({ rule }) =>
      rule.settings.steps.map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(9);
    expect(first.rule.settings.steps.map(({ days }) => days)).toEqual([3, 10, 20]);
  });

  it('of a rule with the longest name there is can be saved again', async () => {
    const original = await create({ name: 'x'.repeat(120) });
    const names = [];
    for (let count = 0; count < 3; count += 1) {
      const { rule } = await duplicateRule(world.ctx, world.owner, idOf(original));
      names.push(rule.settings.name);
      expect(RuleSettings.safeParse(rule.settings).success).toBe(true);
    }
    expect(new Set(names).size).toBe(3);
  });
});

describe('who may', () => {
  const viewer = () => ({ ...world.owner, role: 'viewer' as const });

  it.each<[string, (id: RuleId) => Promise<unknown>]>([
    ['create', () => createRule(world.ctx, viewer(), { enabled: true, settings: ruleSettings() })],
    ['switch', (id) => switchRule(world.ctx, viewer(), id, { enabled: false, version: 1 })],
    ['copy', (id) => duplicateRule(world.ctx, viewer(), id)],
    ['delete', (id) => deleteRule(world.ctx, viewer(), id)],
    [
      'save',
      (id) =>
        saveRuleSettings(world.ctx, viewer(), id, {
          enabled: true,
          version: 1,
          settings: ruleSettings(),
        }),
    ],
  ])('a viewer may not %s, and nothing is stored', async (_name, change) => {
    const id = idOf(await create());
    const attempt = async () => change(id);
    await expect(attempt()).rejects.toMatchObject({ name: 'Forbidden' });
    expect(await versions(id)).toHaveLength(1);
    expect(await history()).toHaveLength(1);
  });

  it('nobody finds a rule of another organisation', async () => {
    const id = idOf(await create());
    const other = await startPlanningWorld(database);
    await expect(readRule(other.ctx, other.owner, id)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(deleteRule(other.ctx, other.owner, id)).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(
      readRule(world.ctx, world.owner, asId<RuleId>(randomUUID())),
    ).rejects.toMatchObject({
      code: 'rule.not-found',
    });
    await expect(readRule(world.ctx, world.owner, asId<RuleId>('no uuid'))).rejects.toMatchObject({
      code: 'rule.not-found',
    });
  });
});
