import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OldInvoicesChoice } from '../../../../domain/api/organisations.ts';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { forecastGoLive } from '../../../../server/services/reminders/go-live.ts';
import { release } from '../../../../server/services/reminders/release.ts';
import { switchReminders } from '../../../../server/services/reminders/switch.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await database.query('update organisation set reminders_on = false where id = $1', [
    world.organisationId,
  ]);
  await world.addRule();
});

/** The clock of these tests stands at 22 November 2026. */
const late = (days: number) =>
  world.addInvoice({
    dueOn: new Date(Date.UTC(2026, 10, 22 - days)).toISOString().slice(0, 10),
    openMinor: 1_000,
  });

async function turn(on: boolean, old?: OldInvoicesChoice): Promise<void> {
  const [row] = await database.query<{ version: number }>(
    'select version from organisation where id = $1',
    [world.organisationId],
  );
  await switchReminders(world.ctx, world.owner, {
    on,
    version: row?.version ?? -1,
    ...(old && { old }),
  });
}

/** Rows of quarantine as `choice step startOn`, in the order of the invoices given. */
async function setAside(...ids: InvoiceId[]): Promise<(string | undefined)[]> {
  const rows = await database.query<{ id: string; line: string }>(
    `select invoice_id as id, concat_ws(' ', choice, step_number, start_on) as line from invoice_quarantine where organisation_id = $1`,
    [world.organisationId],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.line);
}

const plannedOf = async (id: InvoiceId) =>
  (await world.messages(id)).filter((message) => message.endsWith('planned'));

const organisation = async () =>
  (
    await database.query<{ reminders_on: boolean; went_live_at: Date | null }>(
      'select reminders_on, went_live_at from organisation where id = $1',
      [world.organisationId],
    )
  )[0];

describe('old invoices, when reminders are turned on (E21)', () => {
  it('must be chosen about; without a choice nothing changes', async () => {
    await late(1);
    await expect(turn(true)).rejects.toMatchObject({ code: 'reminders.old-undecided' });
    expect(await organisation()).toMatchObject({ reminders_on: false, went_live_at: null });
  });

  it.each([
    ['due today', 0],
    ['not due yet', -5],
  ])('are not those that are %s', async (_case, days) => {
    const id = await late(days);
    await turn(true);
    expect(await setAside(id)).toEqual([undefined]);
    expect((await organisation())?.went_live_at).toEqual(world.ctx.now());
  });

  it('are not those that Dunlin has reminded', async () => {
    const id = await late(10);
    await turn(true, { choice: 'by-rule', perDay: null });
    await world.markSent(id);
    await turn(false);
    await turn(true);
    expect((await forecastGoLive(world.ctx, world.owner)).old.invoices).toBe(0);
  });

  it.each<[string, OldInvoicesChoice, (string | undefined)[], string[][]]>([
    [
      'skip: nobody is reminded of them',
      { choice: 'skip', perDay: null },
      ['skip', 'skip', 'skip'],
      [[], [], []],
    ],
    [
      'start fresh, one a day: the least late first',
      { choice: 'start-fresh', perDay: 1 },
      ['start 1 2026-11-24', 'start 1 2026-11-22', 'start 1 2026-11-23'],
      [[], ['3 planned'], []],
    ],
    [
      'start at step 2, two a day',
      { choice: 'start-at-step', step: 2, perDay: 2 },
      ['start 2 2026-11-23', 'start 2 2026-11-22', 'start 2 2026-11-22'],
      [[], ['10 planned'], ['10 planned']],
    ],
    [
      'start at step 2, all at once',
      { choice: 'start-at-step', step: 2, perDay: null },
      ['start 2 2026-11-22', 'start 2 2026-11-22', 'start 2 2026-11-22'],
      [['10 planned'], ['10 planned'], ['10 planned']],
    ],
    [
      'by the rule, one a day: no row for the one that begins today',
      { choice: 'by-rule', perDay: 1 },
      ['by-rule 2026-11-24', undefined, 'by-rule 2026-11-23'],
      [[], ['3 planned'], []],
    ],
    [
      'by the rule, all at once: the step that is due now',
      { choice: 'by-rule', perDay: null },
      [undefined, undefined, undefined],
      [['20 planned'], ['3 planned'], ['10 planned']],
    ],
  ])('follow %s', async (_case, old, rows, messages) => {
    const ids = [await late(400), await late(5), await late(12)];
    const query = { choice: old.choice, step: old.step, perDay: old.perDay ?? undefined };
    const told = await forecastGoLive(world.ctx, world.owner, query);
    await turn(true, old);
    expect(await setAside(...ids)).toEqual(rows);
    const planned = await Promise.all(ids.map((id) => world.messages(id)));
    expect(planned).toEqual(messages);
    // All are of one customer, and what leaves on one day leaves together (product.md 4, idea 5).
    expect(told.messages).toBe(planned.flat().length > 0 ? 1 : 0);
  });

  it('begin on their days, with the later steps at the spacing of the rule', async () => {
    const ids = [await late(400), await late(5)];
    await turn(true, { choice: 'start-fresh', perDay: 1 });
    const left: string[] = [];
    for (let day = 0; day < 25; day++) {
      await world.plan();
      const planned = await Promise.all(ids.map((id) => plannedOf(id)));
      left.push(
        ...planned.flatMap((messages, index) => messages.map((m) => `day ${day}, ${index}: ${m}`)),
      );
      for (const id of ids) await world.markSent(id);
      world.daysLater(1);
    }
    expect(left).toEqual([
      'day 0, 1: 3 planned',
      'day 1, 0: 3 planned',
      'day 7, 1: 10 planned',
      'day 8, 0: 10 planned',
      'day 17, 1: 20 planned',
      'day 18, 0: 20 planned',
    ]);
  });

  it('are asked about again only where nothing was chosen', async () => {
    const first = await late(10);
    await turn(true, { choice: 'skip', perDay: null });
    await turn(false);
    await turn(true);
    await turn(false);
    const second = await late(2);
    expect((await forecastGoLive(world.ctx, world.owner)).old).toMatchObject({ invoices: 1 });
    await expect(turn(true)).rejects.toMatchObject({ code: 'reminders.old-undecided' });
    await turn(true, { choice: 'start-fresh', perDay: null });
    expect(await setAside(first, second)).toEqual(['skip', 'start 1 2026-11-22']);
  });

  it('need the number of the step to start at', async () => {
    await late(10);
    await expect(turn(true, { choice: 'start-at-step', perDay: null })).rejects.toMatchObject({
      code: 'request.invalid',
      issues: [{ path: 'old.step' }],
    });
  });

  it('are released one by one, and then follow the rules', async () => {
    const id = await late(10);
    await turn(true, { choice: 'skip', perDay: null });
    await release(world.ctx, world.owner, id);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
    await expect(release(world.ctx, world.owner, id)).rejects.toMatchObject({
      code: 'reminders.not-set-aside',
    });
  });

  it('are foretold with number, customers, age, steps and days, and without writing', async () => {
    await late(412);
    await late(5);
    await late(6);
    const told = await forecastGoLive(world.ctx, world.owner, {
      choice: 'start-fresh',
      perDay: 2,
    });
    expect(told.old).toEqual({
      invoices: 3,
      customers: 1,
      oldestDaysLate: 412,
      steps: 3,
      days: 2,
    });
    expect(told).toMatchObject({ messages: 1, amounts: [{ minor: 2_000, currency: 'CAD' }] });
    expect(
      await database.query('select 1 from invoice_quarantine where organisation_id = $1', [
        world.organisationId,
      ]),
    ).toEqual([]);
  });

  it('belong to nobody else: another organisation is not asked, nor written to', async () => {
    const other = await startPlanningWorld(database);
    await other.addInvoice({ dueOn: '2026-10-01' });
    await turn(true);
    expect((await organisation())?.reminders_on).toBe(true);
    expect(
      await database.query('select 1 from invoice_quarantine where organisation_id = $1', [
        other.organisationId,
      ]),
    ).toEqual([]);
  });
});

describe('reminders of the books themselves, before going live (UF-2)', () => {
  const answer = (text: string) =>
    database.query('update organisation set native_reminders = $2 where id = $1', [
      world.organisationId,
      text,
    ]);
  const asking = (ability: string) => ({
    ...world.ctx,
    systems: [{ key: 'quickbooks', abilities: { nativeReminders: ability } }] as never,
  });
  const version = async () =>
    (
      await database.query<{ version: number }>('select version from organisation where id = $1', [
        world.organisationId,
      ])
    )[0]?.version ?? -1;

  it.each([
    ['unknown', 'ask', 'reminders.native-unanswered'],
    ['unknown', 'none', null],
    ['off', 'ask', null],
    ['on', 'ask', null],
  ])('answered %s, of books that are of the kind %s', async (given, ability, code) => {
    await answer(given);
    const turned = switchReminders(asking(ability), world.owner, {
      on: true,
      version: await version(),
    });
    if (code) await expect(turned).rejects.toMatchObject({ code });
    else await turned;
    expect((await organisation())?.reminders_on).toBe(code === null);
  });
});
