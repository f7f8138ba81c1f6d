import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Invoice } from '../../../../domain/invoice/invoice.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { upsertInvoices } from '../../../../server/services/mirror/upsert.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { NOON, startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';
import { anInvoice } from '../mirror/make-records.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

/** Turned on, with all invoices since 20 November. */
const since = new Date('2026-11-20T09:00:00Z');
const turn = (on: boolean) =>
  database.query(
    'update organisation set invoice_sending = $2, invoice_sending_since = $3 where id = $1',
    [world.organisationId, { on }, since],
  );
const store = (invoices: Invoice[], quiet = false) =>
  inOrganisation(world.ctx.store, world.organisationId, (tx) =>
    upsertInvoices(tx, world.organisationId, invoices, {
      now: NOON,
      actor: { kind: 'books', name: 'QuickBooks' },
      quiet,
    }),
  );
/** Entered after it was turned on, due ten days ago. */
const arrival = (id: string, change: Partial<Invoice> = {}): Invoice =>
  anInvoice(id, {
    customerId: world.customerId,
    booksCreatedAt: NOON,
    dueOn: '2026-11-12',
    sentState: 'not-set',
    ...change,
  });
const marks = async () =>
  (
    await database.query<{ line: string }>(
      `select invoice_id || ' ' || state as line from invoice_sending where organisation_id = $1 order by 1`,
      [world.organisationId],
    )
  ).map(({ line }) => line);

describe('invoices that come to the mirror', () => {
  it.each([false, true])('are to send when they are new, in bulk (quiet: %s)', async (quiet) => {
    await store([arrival('1')], quiet);
    await turn(true);
    await store(
      [
        arrival('1', { booksVersion: 2, openMinor: 1 }),
        arrival('2'),
        arrival('3', { sentState: 'need-to-send' }),
        arrival('4', { sentState: 'sent' }),
        arrival('5', { booksCreatedAt: new Date(since.getTime() - 1) }),
        arrival('6', { state: 'paid', openMinor: 0 }),
      ],
      quiet,
    );
    // 6 is paid, and still goes so that the customer has it (UF complement 48).
    expect(await marks()).toEqual(['2 to-send', '3 to-send', '6 to-send']);
  });

  it('are not while Dunlin sends no invoices (UF-3)', async () => {
    await store([arrival('1')]);
    expect(await marks()).toEqual([]);
  });

  it('keep their mark whatever the books say later, also when they are imported anew (UF-18)', async () => {
    await turn(true);
    await store([arrival('1'), arrival('2', { sentState: 'sent' })]);
    const later = { booksVersion: 2, booksUpdatedAt: NOON };
    const changed = [
      arrival('1', { ...later, sentState: 'sent' }),
      arrival('2', { ...later, sentState: 'need-to-send' }),
    ];
    await store(changed);
    await store(
      changed.map((one) => ({ ...one, booksVersion: 3 })),
      true,
    );
    expect(await marks()).toEqual(['1 to-send']);
  });
});

describe('an invoice that is to send', () => {
  it('is not reminded of (UF-16), until it is not to send any more', async () => {
    await turn(true);
    await world.addRule();
    await store([arrival('1')]);
    const { id } = arrival('1');
    await world.plan();
    expect(await world.messages(id)).toEqual([]);
    await turn(false);
    await world.plan('all');
    expect(await world.messages(id)).toEqual(['10 planned']);
    await turn(true);
    await world.plan('all');
    expect(await world.messages(id)).toEqual(['10 cancelled not-sent-yet/to-send']);
  });
});
