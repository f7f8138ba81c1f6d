import type { OrganisationId } from '../../../domain/ids.ts';
import { PatternBook } from '../../db/decision-pattern.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { addWork } from '../../db/outbox.ts';
import { candidatesOf, hasMoreOpenThan, lockAll, lockDue, lockDueOf } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { noteFreshness } from '../freshness/note-freshness.ts';
import { foldPlans } from './fold-plans.ts';
import type { Planning } from './planning.ts';
import { storePlans, type PlanCounts } from './store-plans.ts';

/** Invoices per transaction: large enough that the round trips do not count, small enough that memory stays flat. */
const CHUNK = 2_000;

/**
 * Decides about invoices and stores what follows: messages planned, messages called off, and when to look again. `due` looks at those
 * whose answer can have changed (by the calendar or by the books), `all` at every open one, after a rule or a switch changed.
 * May run twice and side by side: each invoice's plan is locked by one, and the delivery key forbids a second message.
 *
 * Two chunks are under way at once where more than one is due: while the database stores one, the next is decided. All at once go by id, which
 * only one can follow.
 */
export async function planReminders(
  ctx: Context,
  organisationId: OrganisationId,
  scope: 'due' | 'all',
): Promise<PlanCounts> {
  const book = new PatternBook();
  const total: PlanCounts = { looked: 0, added: 0, kept: 0, dropped: 0 };
  let after = '';
  /** False when nothing is left to look at. */
  const planChunk = async (): Promise<boolean> => {
    const { counts, last, saved } = await inOrganisation(ctx.store, organisationId, async (tx) => {
      const now = ctx.now();
      const locked =
        scope === 'due'
          ? await lockDue(tx, organisationId, { now, limit: CHUNK })
          : await lockAll(tx, organisationId, { after, limit: CHUNK });
      if (scope === 'due' && locked.length === CHUNK) openSecond();
      const planning = await openPlanning(tx, organisationId, { now, book });
      const outcome = foldPlans(planning, await candidatesOf(tx, planning.today, locked));
      // What this chunk stores itself; the other lane may have met others meanwhile.
      const saved = book.unsaved;
      const counts = await storePlans(tx, planning, outcome);
      return { counts, last: locked.at(-1), saved };
    });
    book.noteSaved(saved);
    addCounts(total, counts);
    after = last ?? after;
    return counts.looked === CHUNK;
  };
  const lane = async (): Promise<void> => {
    while (await planChunk());
  };
  let second: Promise<void> | undefined;
  const openSecond = (): void => {
    second ??= lane();
    // Its failure is told to whoever waits for it, below.
    second.catch(() => undefined);
  };
  await lane();
  await second;
  return total;
}

function addCounts(total: PlanCounts, { looked, added, kept, dropped }: PlanCounts): void {
  total.looked += looked;
  total.added += added;
  total.kept += kept;
  total.dropped += dropped;
}

/** Plans what is due of one customer, so that a message about to leave holds all of its invoices, wherever the day's planning is. */
export function planCustomer(
  ctx: Context,
  organisationId: OrganisationId,
  customerId: string,
): Promise<PlanCounts> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const now = ctx.now();
    const locked = await lockDueOf(tx, organisationId, { now, customerId });
    return planLocked(tx, organisationId, locked, now);
  });
}

/**
 * Plans every open invoice again in the caller's transaction, so that a saved rule and its queue change together. An organisation too
 * large for that is planned by a job, noted in the same transaction; the answer is null then.
 */
export async function replanNow(
  tx: Tx,
  now: Date,
  organisationId: OrganisationId,
): Promise<PlanCounts | null> {
  if (await hasMoreOpenThan(tx, organisationId, CHUNK - 1)) {
    const payload = { organisationId, scope: 'all' as const };
    await addWork(tx, {
      organisationId,
      name: 'reminders.plan',
      key: 'all',
      payload,
      availableAt: now,
    });
    return null;
  }
  const locked = await lockAll(tx, organisationId, { after: '', limit: CHUNK });
  return planLocked(tx, organisationId, locked, now);
}

/** What decisions stand on, read after the plans were locked. */
async function openPlanning(
  tx: Tx,
  organisationId: OrganisationId,
  { now, book = new PatternBook() }: { now: Date; book?: PatternBook },
): Promise<Planning> {
  const today = await getOrganisationToday(tx, organisationId, now);
  await noteFreshness(tx, today, now);
  const rules = await listPreparedRules(tx, organisationId);
  return { organisationId, today, rules, now, book };
}

async function planLocked(
  tx: Tx,
  organisationId: OrganisationId,
  locked: string[],
  now: Date,
): Promise<PlanCounts> {
  const planning = await openPlanning(tx, organisationId, { now });
  const candidates = await candidatesOf(tx, planning.today, locked);
  return storePlans(tx, planning, foldPlans(planning, candidates));
}
