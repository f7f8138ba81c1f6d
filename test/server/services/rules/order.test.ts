import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asId, type RuleId } from '../../../../domain/ids.ts';
import { listRulesWithMatches } from '../../../../server/services/rules/list.ts';
import { moveRule } from '../../../../server/services/rules/order.ts';
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

const add = async (name: string) =>
  asId<RuleId>(await world.addRule({ name, steps: [newStep(10)] }));
const names = async () =>
  (await listRulesWithMatches(world.ctx, world.owner)).rows.map(({ settings }) => settings.name);
const move = (id: RuleId, to: 'up' | 'down' | number) => moveRule(world.ctx, world.owner, id, to);
const history = () =>
  database.query(
    `select detail from activity where organisation_id = $1 and kind = 'rule.moved' order by id`,
    [world.organisationId],
  );

describe('the order of rules (E48)', () => {
  it('changes by one place and to a place, with a line of history each, and no new version', async () => {
    const [a, , c] = [await add('A'), await add('B'), await add('C')];
    expect(await move(c, 'up')).toEqual({ place: 2, of: 3 });
    expect(await names()).toEqual(['A', 'C', 'B']);
    expect(await move(a, 3)).toEqual({ place: 3, of: 3 });
    expect(await names()).toEqual(['C', 'B', 'A']);
    expect(await history()).toMatchObject([
      { detail: { ruleName: 'C', before: 3, place: 2 } },
      { detail: { ruleName: 'A', before: 1, place: 3 } },
    ]);
    const { rows } = await listRulesWithMatches(world.ctx, world.owner);
    expect(rows.map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  it('stays as it is at the ends, without a line of history', async () => {
    const a = await add('A');
    await add('B');
    expect(await move(a, 'up')).toEqual({ place: 1, of: 2 });
    expect(await history()).toEqual([]);
  });

  it('decides which of two rules writes on the day, and the queue follows', async () => {
    const invoice = await world.addInvoice({ dueOn: '2026-11-12' });
    const [first, second] = [await add('A'), await add('B')];
    const planned = () =>
      database.query<{ rule_id: string }>(
        `select rule_id from delivery where organisation_id = $1 and invoice_id = $2 and state = 'planned'`,
        [world.organisationId, invoice],
      );
    expect(await planned()).toEqual([{ rule_id: first }]);
    await move(second, 1);
    expect(await planned()).toHaveLength(1);
    const { rows } = await listRulesWithMatches(world.ctx, world.owner);
    expect(rows.map(({ id }) => id)).toEqual([second, first]);
  });

  it('can be changed by two people at once without a place being taken twice', async () => {
    const ids = [await add('A'), await add('B'), await add('C')];
    await Promise.all(ids.map((id) => move(id, 'down')));
    const positions = await database.query<{ position: number }>(
      'select position from rule where organisation_id = $1 order by position',
      [world.organisationId],
    );
    expect(positions.map(({ position }) => position)).toEqual([1, 2, 3]);
  });

  it('is not changed by a viewer, nor by somebody elsewhere', async () => {
    const id = await add('A');
    const attempt = async () => moveRule(world.ctx, { ...world.owner, role: 'viewer' }, id, 'up');
    await expect(attempt()).rejects.toMatchObject({ name: 'Forbidden' });
    const other = await startPlanningWorld(database);
    await expect(moveRule(other.ctx, other.owner, id, 'up')).rejects.toMatchObject({
      code: 'rule.not-found',
    });
  });
});
