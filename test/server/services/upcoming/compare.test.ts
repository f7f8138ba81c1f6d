import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UpcomingComparison } from '../../../../domain/api/upcoming.ts';
import { compareDraft, whatIfPaid } from '../../../../server/services/upcoming/compare.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import {
  newStep,
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
/** With days 3, 10 and 20: invoice 7 on 22 November and 2 December, invoice 8 on 23 and 30 November and 10 December. */
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
  await world.addInvoice({ dueOn: '2026-11-20', number: '8' });
});

const inWords = ({ rows }: UpcomingComparison) =>
  rows.map(
    ({ kind, invoiceNumber, days, before, after }) =>
      `${kind} ${invoiceNumber} day ${days}: ${before ?? '–'} → ${after ?? '–'}`,
  );
const steps = [newStep(3), newStep(10), newStep(20)];
const draft = (ruleId: string | null, wanted: Parameters<typeof ruleSettings>[0]) =>
  compareDraft(world.ctx, world.owner, { ruleId, settings: ruleSettings(wanted), days: '30' });

describe('a draft beside the live rules (idea 22)', () => {
  it('tells what it adds, drops and moves', async () => {
    const ruleId = await world.addRule({ steps });
    const [three, ten] = steps as [(typeof steps)[0], (typeof steps)[0]];
    const seen = await draft(ruleId, { steps: [three, { ...ten, days: 12 }, newStep(25)] });
    expect(inWords(seen).sort()).toEqual([
      'added 7 day 25: – → 2026-12-07',
      // Day 12 has not come yet, and day 3 was never sent.
      'added 7 day 3: – → 2026-11-22',
      'added 8 day 25: – → 2026-12-15',
      'gone 7 day 20: 2026-12-02 → –',
      'gone 8 day 20: 2026-12-10 → –',
      'moved 7 day 12: 2026-11-22 → 2026-11-24',
      'moved 8 day 12: 2026-11-30 → 2026-12-02',
    ]);
    expect(seen.totals).toEqual({ added: 3, gone: 2, moved: 2, same: 1 });
    expect(seen.before).toEqual({ messages: 5, invoices: 5 });
  });

  it('that is new is added to what others send, with everything on', async () => {
    await database.query('update organisation set reminders_on = false where id = $1', [
      world.organisationId,
    ]);
    const seen = await draft(null, { steps: [newStep(3)] });
    expect(seen).toMatchObject({
      before: { messages: 0 },
      totals: { added: 2, gone: 0, moved: 0, same: 0 },
    });
  });

  it('that changes nothing says so', async () => {
    const ruleId = await world.addRule({ steps });
    const seen = await draft(ruleId, { steps, name: 'Another name' });
    expect([seen.rows, seen.totals.same]).toEqual([[], 5]);
  });
});

describe('what if', () => {
  it('an invoice is paid on a day: what would leave after it is gone', async () => {
    await world.addRule({ steps });
    const paid = await world.addInvoice({ dueOn: '2026-11-12', number: '9' });
    const seen = await whatIfPaid(world.ctx, world.owner, {
      paid: [paid],
      paidOn: '2026-11-25',
      days: '30',
      reminders: 'as-set',
    });
    expect(inWords(seen)).toEqual(['gone 9 day 20: 2026-12-02 → –']);
    expect(seen.totals).toEqual({ added: 0, gone: 1, moved: 0, same: 6 });
  });
});
