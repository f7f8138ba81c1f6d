import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { PromisePost } from '../../../../domain/api/silence.ts';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { explainInvoice } from '../../../../server/services/decisions/explain.ts';
import { readInvoiceSilence } from '../../../../server/services/silence/list.ts';
import { recordPromise, withdrawPromise } from '../../../../server/services/silence/promise.ts';
import { settlePromisesOf } from '../../../../server/services/silence/settle-paid.ts';
import { settleOverduePromises } from '../../../../server/services/silence/settle.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
/** 100.00 open, day 10 of the rule due on 22 Nov 2026, when the tests begin. */
let id: InvoiceId;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await world.addRule();
  id = await world.addInvoice({ dueOn: '2026-11-12', openMinor: 10_000 });
  await world.plan();
});

type Wanted = Partial<z.output<typeof PromisePost>>;
const promise = (wanted: Wanted = {}) =>
  recordPromise(world.ctx, world.owner, id, {
    promisedOn: '2026-11-25',
    graceDays: 2,
    amountMinor: null,
    note: '',
    ...wanted,
  });
/** What a reading of the books leaves behind. */
async function read(change: Record<string, unknown>): Promise<void> {
  await world.changeInvoice(id, change);
  await inOrganisation(world.ctx.store, world.organisationId, (tx) =>
    settlePromisesOf(tx, world.organisationId, [id], world.ctx.now()),
  );
}
const states = async () =>
  (
    await database.query<{ state: string }>(
      'select state from promise where organisation_id = $1 order by created_at',
      [world.organisationId],
    )
  ).map(({ state }) => state);
const tasks = () =>
  database.query<Record<string, unknown>>(
    'select kind, invoice_id, due_on::text, state from task where organisation_id = $1',
    [world.organisationId],
  );
const readOn = (at: string) =>
  database.query('update organisation set synced_at = $2 where id = $1', [
    world.organisationId,
    at,
  ]);

describe('a promise to pay (product 4, idea 6)', () => {
  it('calls off what is planned, and the chase goes on after its day and grace', async () => {
    const other = await world.addInvoice({ dueOn: '2026-11-12', openMinor: 500 });
    const made = await promise();
    expect(made).toMatchObject({
      kind: 'promise',
      promisedOn: '2026-11-25',
      untilOn: '2026-11-27',
    });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled promise/promised']);
    expect(await world.messages(other)).toEqual(['10 planned']);
    world.daysLater(5);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled promise/promised']);
    world.daysLater(1);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it.each<[string, Wanted, Record<string, unknown>, string]>([
    ['the invoice is paid', {}, { state: 'paid', open_minor: 0 }, 'kept'],
    ['all but a cent comes in', {}, { open_minor: 1 }, 'open'],
    ['the promised part comes in', { amountMinor: 4_000 }, { open_minor: 6_000 }, 'kept'],
    ['less than the part comes in', { amountMinor: 4_000 }, { open_minor: 6_001 }, 'open'],
    ['the amount rises', { amountMinor: 4_000 }, { open_minor: 20_000 }, 'open'],
    ['the invoice is voided', {}, { state: 'void', open_minor: 0 }, 'withdrawn'],
    ['the invoice is deleted', {}, { state: 'deleted' }, 'withdrawn'],
  ])('when %s is as it should be', async (_case, wanted, change, state) => {
    await promise(wanted);
    await read(change);
    expect(await states()).toEqual([state]);
  });

  it('that was kept in part lets the rest be chased at once', async () => {
    await promise({ amountMinor: 4_000 });
    await world.plan();
    await read({ open_minor: 6_000 });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
    expect(await world.history(id)).toContain('promise.kept');
  });

  it('that is over is broken: a line of history, one task, and the reason in the explanation', async () => {
    await promise();
    world.daysLater(5);
    await settleOverduePromises(world.ctx);
    expect(await states()).toEqual(['open']);
    world.daysLater(1);
    for (let round = 0; round < 2; round++) await settleOverduePromises(world.ctx);
    expect(await states()).toEqual(['broken']);
    expect(await tasks()).toEqual([
      { kind: 'broken-promise', invoice_id: id, due_on: '2026-11-28', state: 'open' },
    ]);
    expect((await world.history(id)).filter((line) => line === 'promise.broken')).toHaveLength(1);
    const why = await explainInvoice(world.ctx, world.owner, id);
    const gate = why.rules[0]?.gates.find(({ gate: name }) => name === 'promise');
    expect(gate).toMatchObject({ verdict: 'pass', reason: 'broken' });
  });

  it('is broken only once the books were read after its last day: until then nobody knows', async () => {
    await promise();
    world.daysLater(10);
    await readOn('2026-11-27T23:00:00-05:00');
    await settleOverduePromises(world.ctx);
    expect(await states()).toEqual(['open']);
    await readOn('2026-11-28T00:10:00-05:00');
    await settleOverduePromises(world.ctx);
    expect(await states()).toEqual(['broken']);
  });

  it('that was paid while nobody looked is kept, not broken', async () => {
    await promise();
    await world.changeInvoice(id, { state: 'paid', open_minor: 0 });
    world.daysLater(30);
    await settleOverduePromises(world.ctx);
    expect(await states()).toEqual(['kept']);
    expect(await tasks()).toEqual([]);
  });

  it('ends with the local day, which begins later in the west (E40)', async () => {
    world = await startPlanningWorld(database, { timeZone: 'Pacific/Honolulu' });
    id = await world.addInvoice({ dueOn: '2026-11-12' });
    await promise({ promisedOn: '2026-11-22', graceDays: 0 });
    const at = (iso: string) => ({ ...world.ctx, now: () => new Date(iso) });
    await settleOverduePromises(at('2026-11-23T09:59:00Z'));
    expect(await states()).toEqual(['open']);
    await settleOverduePromises(at('2026-11-23T10:00:00Z'));
    expect(await states()).toEqual(['broken']);
  });

  it('is one at a time; withdrawn, it makes room and counts for nothing', async () => {
    const made = await promise();
    await expect(promise()).rejects.toMatchObject({ code: 'promise.open-already' });
    await withdrawPromise(world.ctx, world.owner, made.id, made.version);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
    await promise();
    expect(await states()).toEqual(['withdrawn', 'open']);
    const { promises } = await readInvoiceSilence(world.ctx, world.owner, id);
    expect(promises).toEqual({ kept: 0, broken: 0 });
  });

  it('counts for its customer as kept or broken, over all invoices', async () => {
    const other = await world.addInvoice({ dueOn: '2026-11-12', openMinor: 500 });
    await promise();
    await read({ state: 'paid', open_minor: 0 });
    id = other;
    await promise();
    world.daysLater(6);
    await settleOverduePromises(world.ctx);
    const { promises } = await readInvoiceSilence(world.ctx, world.owner, id);
    expect(promises).toEqual({ kept: 1, broken: 1 });
  });

  it.each<[string, Wanted, string]>([
    ['a day that has gone by', { promisedOn: '2026-11-21' }, 'silence.day-past'],
    ['more than is open', { amountMinor: 10_001 }, 'silence.amount-high'],
  ])('is refused for %s', async (_case, wanted, code) => {
    await expect(promise(wanted)).rejects.toMatchObject({ code });
    expect(await states()).toEqual([]);
  });

  it('is refused for an invoice that is paid, unknown or somebody else’s', async () => {
    const other = await startPlanningWorld(database);
    await expect(
      recordPromise(other.ctx, other.owner, id, {
        promisedOn: '2026-11-25',
        graceDays: 0,
        amountMinor: null,
        note: '',
      }),
    ).rejects.toMatchObject({ code: 'invoice.unknown' });
    await world.changeInvoice(id, { state: 'paid', open_minor: 0 });
    await expect(promise()).rejects.toMatchObject({ code: 'silence.not-open' });
  });

  it('is not withdrawn by whoever saw an older version, nor from another organisation', async () => {
    const made = await promise();
    const late = withdrawPromise(world.ctx, world.owner, made.id, made.version + 1);
    await expect(late).rejects.toMatchObject({ code: 'silence.changed-meanwhile' });
    const other = await startPlanningWorld(database);
    const foreign = withdrawPromise(other.ctx, other.owner, made.id, made.version);
    await expect(foreign).rejects.toMatchObject({ code: 'promise.unknown' });
    expect(await states()).toEqual(['open']);
  });
});
