import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { InvoiceListQuery, type MarkedSent } from '../../../../domain/api/invoices.ts';
import { asId, type InvoiceId } from '../../../../domain/ids.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { addToSend } from '../../../../server/db/invoice-sending.ts';
import { markSent } from '../../../../server/services/invoice-sending/mark-sent.ts';
import { listInvoicePage } from '../../../../server/services/invoices/list.ts';
import { readInvoice } from '../../../../server/services/invoices/read.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addInvoices } from '../../../support/make-invoice.ts';
import { NOON, startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await turn(true);
});

const turn = (on: boolean) =>
  database.query(
    'update organisation set invoice_sending = $2, invoice_sending_since = $3 where id = $1',
    [world.organisationId, { on }, NOON],
  );
/** One that waits: due ten days ago unless said otherwise. */
const waiting = async (fields: Parameters<PlanningWorld['addInvoice']>[0] = {}) => {
  const id = await world.addInvoice({ dueOn: '2026-11-12', ...fields });
  await inOrganisation(world.ctx.store, world.organisationId, (tx) =>
    addToSend(tx, world.organisationId, [id], NOON),
  );
  return id;
};
const mark = (wanted: Parameters<typeof markSent>[2], member = world.owner) =>
  markSent(world.ctx, member, wanted);
const list = (query: object = {}) =>
  listInvoicePage(world.ctx, world.owner, InvoiceListQuery.parse(query));
const total = ({ due, overdue, paid }: MarkedSent) => due + overdue + paid;

describe('the list of what is to send (UF-11)', () => {
  it('has a view and a count of its own, and leaves it out of due, overdue and paid (UF-14)', async () => {
    const late = await waiting({ number: '1' });
    const paid = await waiting({ number: '2', dueOn: '2026-12-24', state: 'paid', openMinor: 0 });
    await waiting({ number: '3', state: 'void' });
    await world.addInvoice({ number: '4', dueOn: '2026-12-01' });
    const page = await list({ status: 'to-send', sort: 'number' });
    expect(page.rows.map(({ id, status }) => [id, status])).toEqual([
      [late, 'to-send'],
      [paid, 'to-send'],
    ]);
    expect(page.counts).toEqual({ all: 4, 'to-send': 2, due: 1, overdue: 0, paid: 0, void: 1 });
    for (const status of ['overdue', 'paid'])
      expect((await list({ status })).rows.map(({ number }) => number)).toEqual([]);
    expect((await readInvoice(world.ctx, world.owner, late)).status).toBe('to-send');
  });

  it('is empty while Dunlin sends no invoices', async () => {
    const late = await waiting({});
    await turn(false);
    const page = await list({ status: 'to-send' });
    expect([page.rows, page.counts['to-send'], page.counts.overdue]).toEqual([[], 0, 1]);
    expect((await readInvoice(world.ctx, world.owner, late)).status).toBe('overdue');
    expect(total(await mark({ ids: [late] }))).toBe(0);
  });

  it('goes on page by page', async () => {
    for (const number of ['1', '2', '3']) await waiting({ number });
    const first = await list({ status: 'to-send', sort: 'number', limit: 2 });
    const second = await list({ status: 'to-send', sort: 'number', limit: 2, cursor: first.next });
    expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual(['1', '2', '3']);
    expect(second.next).toBeNull();
  });
});

describe('marking as sent (UF-12, UF-14)', () => {
  it('lets the reminders begin, leaves a line of history, and says what became of each', async () => {
    await world.addRule();
    const late = await waiting();
    const due = await waiting({ dueOn: '2026-12-24' });
    const paid = await waiting({ state: 'paid', openMinor: 0 });
    await world.plan();
    expect(await world.messages(late)).toEqual([]);
    expect(await mark({ ids: [late, due, paid] })).toEqual({ due: 1, overdue: 1, paid: 1 });
    await world.plan();
    expect(await world.messages(late)).toEqual(['10 planned']);
    expect(await world.history(late)).toEqual(['invoice.marked-sent']);
    expect((await list({ status: 'to-send' })).rows).toEqual([]);
    const rows = await database.query(
      'select state, by from invoice_sending where organisation_id = $1 group by 1, 2',
      [world.organisationId],
    );
    expect(rows).toEqual([{ state: 'marked', by: 'Ana Tremblay' }]);
  });

  it('twice, or of what never waited, changes nothing', async () => {
    const id = await waiting();
    const other = await world.addInvoice();
    expect(total(await mark({ ids: [id, other, 'nobody'] }))).toBe(1);
    expect(total(await mark({ ids: [id, other] }))).toBe(0);
    expect(await world.history(id)).toEqual(['invoice.marked-sent']);
    expect(await world.history(other)).toEqual([]);
  });

  it('of all takes those that the search finds, on every page', async () => {
    const made = await addInvoices(
      world.ctx,
      world.organisationId,
      Array.from({ length: 1500 }, (_, index) => ({ number: `A-${index}` })),
    );
    const ids = made.map(({ id }) => asId<InvoiceId>(id));
    await inOrganisation(world.ctx.store, world.organisationId, (tx) =>
      addToSend(tx, world.organisationId, ids, NOON),
    );
    const other = await waiting({ number: 'B-1' });
    expect(total(await mark({ all: { q: 'A-' } }))).toBe(1500);
    expect((await list({ status: 'to-send' })).rows.map(({ id }) => id)).toEqual([other]);
    expect(total(await mark({ all: { customer: world.customerId } }))).toBe(1);
  });

  it('stays in the organisation, and needs the right to work', async () => {
    const id = await waiting();
    const stranger = await startPlanningWorld(database);
    await database.query('update organisation set invoice_sending = $2 where id = $1', [
      stranger.organisationId,
      { on: true },
    ]);
    expect(total(await markSent(world.ctx, stranger.owner, { ids: [id] }))).toBe(0);
    await expect(mark({ ids: [id] }, { ...world.owner, role: 'viewer' })).rejects.toMatchObject({
      code: 'role.work',
    });
    expect((await list({ status: 'to-send' })).rows).toHaveLength(1);
  });
});
