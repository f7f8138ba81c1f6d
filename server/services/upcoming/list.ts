import { z } from 'zod';
import type { UpcomingMessage, UpcomingPage, UpcomingQuery } from '../../../domain/api/upcoming.ts';
import { inOrganisationSnapshot } from '../../db/transaction.ts';
import { listChoices, type StandingChoice } from '../../db/message-choices.ts';
import type { Context, Member } from '../context.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { DayTotals } from './day-totals.ts';
import { openStage, playStage, type Coverage, type Stage } from './play.ts';
import { toHeld, toMessage } from './to-message.ts';

type Query = z.output<typeof UpcomingQuery>;
type Filter = Pick<Query, 'customer' | 'rule' | 'q'>;

const CHOICES = 100;
const Place = z.object({ order: z.string() });

/**
 * What leaves on the days ahead, and what is held, if nothing changes in the books: the planner's and the sender's own decisions, played
 * (ux W5). Nothing is written.
 */
export function listUpcoming(
  ctx: Context,
  member: Member,
  query: Query,
): Promise<z.input<typeof UpcomingPage>> {
  return inOrganisationSnapshot(ctx.store, member.organisationId, async (tx) => {
    const stage = await openStage(ctx, tx, member, query);
    const totals = new DayTotals();
    const page = new PageOf(fromCursor(Place, query.cursor)?.order ?? '', query.limit);
    const usual = stage.today.facts.language;
    const take = (message: UpcomingMessage) => {
      if (message.onDate < stage.fromOn || !matches(message, query)) return;
      totals.add(message);
      page.offer(message);
    };
    const scope = { customerId: query.customer ?? null };
    const coverage = await playStage(ctx, tx, stage, scope, ([played]) => {
      for (const message of played?.messages ?? []) take(toMessage(message, usual));
      for (const hold of played?.held ?? []) take(toHeld(hold, usual));
    });
    const { sending, facts } = stage.today;
    return {
      ...page.cut(),
      todayOn: facts.todayOn,
      fromOn: stage.fromOn,
      untilOn: stage.untilOn,
      simulated: stage.fromOn !== facts.todayOn || query.reminders === 'on',
      days: totals.read(sending.capPerDay),
      capPerDay: sending.capPerDay,
      coverage,
      stopped: stoppedBy(stage, coverage),
      rules: stage.rules.map(({ id, settings }) => ({ id, name: settings.name })),
      choices: (await listChoices(tx, member.organisationId, CHOICES)).map(toChoice),
    };
  });
}

function toChoice({ reminderClass, ...choice }: StandingChoice) {
  return { ...choice, type: reminderClass };
}

function matches({ customerId, customerName, parts }: UpcomingMessage, filter: Filter): boolean {
  const { customer, rule, q } = filter;
  if (customer !== undefined && customerId !== customer) return false;
  if (rule !== undefined && !parts.some(({ ruleId }) => ruleId === rule)) return false;
  if (q === undefined || q === '') return true;
  const text = q.toLowerCase();
  const isIn = (words: string | null) => words?.toLowerCase().includes(text) ?? false;
  return isIn(customerName) || parts.some(({ invoiceNumber }) => isIn(invoiceNumber));
}

/** Why nothing leaves, whatever the rules say; the first reason is the one to change first. */
function stoppedBy({ today: { facts }, rules }: Stage, { openInvoices }: Coverage) {
  if (!facts.live) return 'not-live';
  if (!facts.remindersOn) return 'reminders-off';
  if (facts.freshness.stale !== 'no') return 'books-stale';
  if (!rules.some(({ enabled, usable }) => enabled && usable)) return 'no-rule';
  return openInvoices === 0 ? 'nothing-open' : null;
}

/** By day, then by time, what is held last. */
function orderOf({ onDate, leavesAt, id }: UpcomingMessage): string {
  return `${onDate} ${leavesAt ?? '~'} ${id}`;
}

/** The messages of one page, kept while all are met in any order; never more than a few pages of them. */
class PageOf {
  readonly #after: string;
  readonly #limit: number;
  #rows: { order: string; message: UpcomingMessage }[] = [];

  constructor(after: string, limit: number) {
    this.#after = after;
    this.#limit = limit;
  }

  offer(message: UpcomingMessage): void {
    const order = orderOf(message);
    if (order <= this.#after) return;
    this.#rows.push({ order, message });
    if (this.#rows.length > 4 * this.#limit + 100) this.#trim();
  }

  cut(): { rows: UpcomingMessage[]; next: string | null } {
    this.#trim();
    const { rows, next } = cutPage(this.#rows, this.#limit, ({ order }) => ({ order }));
    return { rows: rows.map(({ message }) => message), next };
  }

  #trim(): void {
    this.#rows.sort((a, b) => (a.order < b.order ? -1 : 1));
    this.#rows.length = Math.min(this.#rows.length, this.#limit + 1);
  }
}
