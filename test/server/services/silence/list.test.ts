import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { SilenceQuery } from '../../../../domain/api/silence.ts';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { openDispute } from '../../../../server/services/silence/dispute.ts';
import { listSilencePage } from '../../../../server/services/silence/list.ts';
import { muteReminders } from '../../../../server/services/silence/mute.ts';
import { recordPromise } from '../../../../server/services/silence/promise.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
let invoices: InvoiceId[];
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  const { ctx, owner } = world;
  invoices = [];
  for (const [number, currency] of [
    ['INV-1', 'CAD'],
    ['INV-2', 'EUR'],
    ['INV-3', 'CAD'],
  ])
    invoices.push(
      await world.addInvoice({ number, currency, dueOn: '2026-11-12', openMinor: 1_000 }),
    );
  const [one = '', two = '', three = ''] = invoices as InvoiceId[];
  const mute = { untilOn: null, reason: '' };
  await muteReminders(ctx, owner, { ...mute, level: 'organisation', subjectId: '' });
  await muteReminders(ctx, owner, {
    ...mute,
    level: 'customer',
    subjectId: world.customerId,
    reason: 'season’s end',
  });
  await muteReminders(ctx, owner, {
    ...mute,
    level: 'invoice',
    subjectId: one,
    untilOn: '2026-11-24',
  });
  const promise = { promisedOn: '2026-11-30', graceDays: 1, amountMinor: 300, note: 'by phone' };
  await recordPromise(ctx, owner, two as InvoiceId, promise);
  const dispute = { amountMinor: 400, reason: 'damaged', owner: 'Léa', untilOn: null };
  await openDispute(ctx, owner, three as InvoiceId, dispute);
});

const list = (query: Partial<z.output<typeof SilenceQuery>> = {}) =>
  listSilencePage(world.ctx, world.owner, { limit: 100, ...query });
const kinds = async (query: Partial<z.output<typeof SilenceQuery>> = {}) =>
  (await list(query)).rows.map(({ kind }) => kind).sort();

describe('the list of all that is muted (W10)', () => {
  it('names every level with what it keeps silent, per currency (E7)', async () => {
    const { rows } = await list();
    const shown = Object.fromEntries(rows.map((row) => [row.kind, row]));
    const all = [
      { minor: 2_000, currency: 'CAD' },
      { minor: 1_000, currency: 'EUR' },
    ];
    expect(shown).toMatchObject({
      organisation: { amounts: all, customer: null, invoice: null, untilOn: null },
      customer: { amounts: all, reason: 'season’s end', customer: { id: world.customerId } },
      invoice: { amounts: [all[0] && { minor: 1_000, currency: 'CAD' }], untilOn: '2026-11-24' },
      promise: {
        amounts: [{ minor: 1_000, currency: 'EUR' }],
        amountMinor: 300,
        untilOn: '2026-12-01',
        invoice: { number: 'INV-2' },
      },
      dispute: { amounts: [{ minor: 400, currency: 'CAD' }], owner: 'Léa', by: world.owner.name },
    });
  });

  it.each<[string, Partial<z.output<typeof SilenceQuery>>, string[]]>([
    ['a level', { kind: 'customer' }, ['customer']],
    ['a part of a reason', { q: 'DAMAG' }, ['dispute']],
    ['a number', { q: 'INV-2' }, ['promise']],
    [
      'a name, on the customer and its invoices',
      { q: 'blue' },
      ['customer', 'dispute', 'invoice', 'promise'],
    ],
    ['an owner', { q: 'léa' }, ['dispute']],
    ['a per cent sign, which stands for itself', { q: '%' }, []],
  ])('finds by %s', async (_case, query, expected) => {
    expect(await kinds(query)).toEqual(expected);
  });

  it('pages without gap or repeat, also through one instant', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, cursor });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it('leaves out what is over, and what is about an invoice that is no longer open', async () => {
    world.daysLater(3);
    expect(await kinds()).toEqual(['customer', 'dispute', 'organisation', 'promise']);
    for (const id of invoices) await world.changeInvoice(id, { state: 'paid', open_minor: 0 });
    expect(await kinds()).toEqual(['customer', 'organisation']);
  });
});
