import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { InvoiceId } from '../../../../domain/ids.ts';
import type { Invoice } from '../../../../domain/invoice/invoice.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Actor } from '../../../../server/services/context.ts';
import { upsertInvoices } from '../../../../server/services/mirror/upsert.ts';
import { recordPromise, withdrawPromise } from '../../../../server/services/silence/promise.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';
import { anInvoice } from '../mirror/make-records.ts';

let database: TestDatabase;
let world: PlanningWorld;
let version: number;
const id = '7001' as InvoiceId;
const books: Actor = { kind: 'books', name: 'Xero' };
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await world.addRule();
  version = 0;
});

/** What a reading of the books brings: 100.00 open, day 10 of the rule on the day of the tests, 22 November 2026. */
async function read(change: Partial<Invoice> = {}): Promise<void> {
  version += 1;
  const copy = anInvoice(id, {
    customerId: world.customerId,
    booksVersion: version,
    dueOn: '2026-11-12',
    openMinor: 10_000,
    termId: null,
    ...change,
  });
  await inOrganisation(world.ctx.store, world.organisationId, (tx) =>
    upsertInvoices(tx, world.organisationId, [copy], { now: world.ctx.now(), actor: books }),
  );
  await world.plan();
}
const say = (promisedOn: string, amountMinor: number | null = null) =>
  recordPromise(world.ctx, world.owner, id, { promisedOn, graceDays: 1, amountMinor, note: '' });
const promises = async () =>
  (
    await database.query<{ line: string }>(
      `select concat_ws(' ', promised_on, state, source, grace_days, amount_minor, created_by) as line from promise
       where organisation_id = $1 order by created_at, state desc, promised_on`,
      [world.organisationId],
    )
  ).map(({ line }) => line.trim());
const bob = () => world.owner.name;

describe('the day on which the books expect a payment (product 4, idea 6)', () => {
  it('is a promise: the reminder is called off, and the history says who set it', async () => {
    await read();
    expect(await world.messages(id)).toEqual(['10 planned']);
    await read({ expectedOn: '2026-11-25' });
    expect(await world.messages(id)).toEqual(['10 cancelled promise/promised']);
    expect(await promises()).toEqual(['2026-11-25 open books 3 Xero']);
    expect(await world.history(id)).toContain('promise.recorded');
    const [line] = await database.query(
      `select actor_kind, actor_name from activity where organisation_id = $1 and kind = 'promise.recorded'`,
      [world.organisationId],
    );
    expect(line).toEqual({ actor_kind: 'books', actor_name: 'Xero' });
  });

  it('counts from the first copy of the invoice on', async () => {
    await read({ expectedOn: '2026-11-25' });
    expect(await world.messages(id)).toEqual([]);
    expect(await promises()).toEqual(['2026-11-25 open books 3 Xero']);
  });

  it.each<[string, Partial<Invoice>, string[]]>([
    [
      'another day moves it',
      { expectedOn: '2026-12-01' },
      ['2026-11-25 withdrawn books 3 Xero', '2026-12-01 open books 3 Xero'],
    ],
    ['no day takes it back', { expectedOn: null }, ['2026-11-25 withdrawn books 3 Xero']],
    [
      'a day that has gone by takes it back',
      { expectedOn: '2026-11-21' },
      ['2026-11-25 withdrawn books 3 Xero'],
    ],
    [
      'an unrelated change leaves it',
      { expectedOn: '2026-11-25', memoOnInvoice: 'x' },
      ['2026-11-25 open books 3 Xero'],
    ],
    [
      'a payment keeps it',
      { expectedOn: '2026-11-25', openMinor: 0, state: 'paid' },
      ['2026-11-25 kept books 3 Xero'],
    ],
  ])('%s', async (_case, change, expected) => {
    await read({ expectedOn: '2026-11-25' });
    await read(change);
    expect(await promises()).toEqual(expected);
  });

  it.each<[string, Partial<Invoice>]>([
    ['has gone by', { expectedOn: '2026-11-21' }],
    ['stands on a paid invoice', { expectedOn: '2026-11-25', openMinor: 0, state: 'paid' }],
  ])('is no promise when it %s', async (_case, change) => {
    await read(change);
    expect(await promises()).toEqual([]);
  });

  it('replaces what a person was told by another day, with its amount, but not by none', async () => {
    await read();
    await say('2026-11-26', 4_000);
    await read({ expectedOn: null, memoOnInvoice: 'x' });
    await read({ expectedOn: '2026-11-26' });
    await read({ expectedOn: null });
    expect(await promises()).toEqual([`2026-11-26 open staff 1 4000 ${bob()}`]);
    await read({ expectedOn: '2026-11-30' });
    expect(await promises()).toEqual([
      `2026-11-26 withdrawn staff 1 4000 ${bob()}`,
      '2026-11-30 open books 1 4000 Xero',
    ]);
    const told = await database.query(
      `select detail->'amountMinor' as amount from activity
       where organisation_id = $1 and kind = 'promise.recorded' order by id`,
      [world.organisationId],
    );
    expect(told).toEqual([{ amount: 4000 }, { amount: 4000 }]);
  });

  it('that a person here withdrew does not come back by itself', async () => {
    await read({ expectedOn: '2026-11-25' });
    const [row] = await database.query<{ id: string; version: number }>(
      'select id, version from promise where organisation_id = $1',
      [world.organisationId],
    );
    await withdrawPromise(world.ctx, world.owner, row?.id ?? '', row?.version ?? 0);
    await read({ expectedOn: '2026-11-25', memoOnInvoice: 'x' });
    expect(await promises()).toEqual(['2026-11-25 withdrawn books 3 Xero']);
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it('does not undo what is still to be written there', async () => {
    await read();
    await say('2026-11-26');
    await database.query(
      `insert into write_back (organisation_id, id, kind, invoice_id, state, fields, created_at)
       values ($1, gen_random_uuid(), 'promise', $2, 'waiting', '{"expectedOn": "2026-11-26"}', now())`,
      [world.organisationId, id],
    );
    await read({ expectedOn: '2026-11-28' });
    expect(await promises()).toEqual([`2026-11-26 open staff 1 ${bob()}`]);
  });
});
