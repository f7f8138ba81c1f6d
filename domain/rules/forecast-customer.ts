import { bundleOf, chasedId, MAX_TOGETHER } from '../deliveries/bundle.ts';
import { deliveryKey } from '../deliveries/keys.ts';
import { leadFirst } from '../deliveries/lead.ts';
import { addDays, type LocalDate } from '../local-date.ts';
import type { ForecastDays } from './forecast-days.ts';
import {
  planInvoice,
  verdictOf,
  type HeldStep,
  type InvoiceFacts,
  type InvoicePlan,
  type KnownDelivery,
} from './plan-invoice.ts';
import type { PreparedRule } from './prepare.ts';
import type { Step } from './rule.ts';

/** What one forecast decides by. */
export interface ForecastInput {
  days: ForecastDays;
  rules: PreparedRule[];
  /** The last day that is played. */
  untilOn: LocalDate;
  /** What is known of messages that are planned already, by delivery; one that is not named leaves at once. */
  planned: ReadonlyMap<string, { leavesAt: Date; occurrenceOn: LocalDate | null }>;
  /** What if: these invoices are paid on that day. */
  paidOn?: ReadonlyMap<string, LocalDate>;
  digest: (text: string) => string;
}

/** One invoice's part of a message that is to leave. */
export interface ForecastPart<F extends InvoiceFacts = InvoiceFacts> {
  candidate: F;
  rule: PreparedRule;
  step: Step;
  occurrenceOn: LocalDate | null;
  /** The delivery, when the message is planned already. */
  deliveryId: string | null;
}

export interface ForecastMessage<F extends InvoiceFacts = InvoiceFacts> {
  onDate: LocalDate;
  leavesAt: Date;
  bundle: string | null;
  recipients: string[];
  /** The first one sets the tone, as in the message itself. */
  parts: [ForecastPart<F>, ...ForecastPart<F>[]];
}

/** A step that is due, and what keeps it from leaving. */
export interface ForecastHold<F extends InvoiceFacts = InvoiceFacts> extends HeldStep {
  onDate: LocalDate;
  /** The day that ends it by itself; null: a person has to change something. */
  untilOn: LocalDate | null;
  candidate: F;
}

export interface Forecast<F extends InvoiceFacts = InvoiceFacts> {
  messages: ForecastMessage<F>[];
  held: ForecastHold<F>[];
}

interface Played<F extends InvoiceFacts> {
  /** As it was given, for those who read the forecast. */
  candidate: F;
  /** As the days have changed it; `known` grows in place. */
  facts: InvoiceFacts;
  nextPlanOn: LocalDate | null;
}

interface Queued<F extends InvoiceFacts> extends ForecastPart<F> {
  invoice: Played<F>;
  known: KnownDelivery;
  leavesAt: Date;
  bundle: string | null;
  recipients: string[];
  /** The day, and how many messages had left, when all gates last said yes: while neither changes they say the same again. */
  seen: string;
}

/** One planning of one invoice. */
interface Look extends Pick<Queued<InvoiceFacts>, 'seen'> {
  day: LocalDate;
  now: Date;
}

/**
 * The days ahead of all invoices that are chased together, whom no other customer's messages can touch. Plays what the planner and the
 * sender do, with their own functions: each day plans what its calendar brings, then each bundle leaves at its time, with the last look
 * that holds what comes too soon after another one.
 */
export class CustomerForecast<F extends InvoiceFacts> {
  readonly #input: ForecastInput;
  readonly #invoices: Played<F>[];
  /** Planned messages by delivery. */
  readonly #queue = new Map<string, Queued<F>>();
  readonly #held = new Map<string, ForecastHold<F>>();
  readonly #messages: ForecastMessage<F>[] = [];
  #contactedOn: LocalDate[];
  #left = 0;

  constructor(input: ForecastInput, candidates: readonly F[]) {
    this.#input = input;
    this.#contactedOn = [...(candidates[0]?.contactedOn ?? [])];
    this.#invoices = candidates.map((candidate) => ({
      candidate,
      facts: {
        ...candidate,
        contactedOn: this.#contactedOn,
        known: candidate.known.map(asPlanned),
      },
      nextPlanOn: input.days.firstOn,
    }));
  }

  play(): Forecast<F> {
    const { days, untilOn } = this.#input;
    for (let day: LocalDate | null = days.firstOn; day !== null && day <= untilOn;) {
      this.#playDay(day);
      day = this.#nextDayAfter(day);
    }
    return { messages: this.#messages, held: [...this.#held.values()] };
  }

  #playDay(day: LocalDate): void {
    for (const invoice of this.#invoices) this.#payOn(day, invoice);
    const now = this.#input.days.startOf(day);
    for (const invoice of this.#invoices)
      if (invoice.nextPlanOn !== null && invoice.nextPlanOn <= day) this.#plan(invoice, day, now);
    for (let next = this.#nextToLeave(day); next; next = this.#nextToLeave(day))
      this.#leave(next, day);
  }

  /** Days on which nothing can happen are jumped over: the cost follows what changes. */
  #nextDayAfter(day: LocalDate): LocalDate | null {
    const { days, paidOn } = this.#input;
    let next: LocalDate | null = null;
    const consider = (on: LocalDate | null | undefined) => {
      if (on && on > day && (next === null || on < next)) next = on;
    };
    for (const { nextPlanOn, facts } of this.#invoices) {
      consider(nextPlanOn);
      if (paidOn) consider(paidOn.get(facts.invoice.id));
    }
    for (const { leavesAt } of this.#queue.values()) consider(days.dayOf(leavesAt));
    return next;
  }

  #payOn(day: LocalDate, paid: Played<F>): void {
    const { invoice } = paid.facts;
    const on = this.#input.paidOn?.get(invoice.id);
    if (on === undefined || on > day || invoice.state !== 'open') return;
    paid.facts.invoice = { ...invoice, state: 'paid', openMinor: 0 };
    paid.nextPlanOn = day;
    // What is left of a credit may cover the others now (E4).
    for (const { facts } of this.#invoices)
      if (facts.position && facts.position.currency === invoice.currency)
        facts.position = {
          ...facts.position,
          openMinor: facts.position.openMinor - invoice.openMinor,
        };
    for (const other of this.#invoices) if (other.facts.position) other.nextPlanOn = day;
  }

  #plan(invoice: Played<F>, day: LocalDate, now: Date): void {
    const plan = planInvoice(this.#input.days.factsOn(day), this.#input.rules, invoice.facts, {
      withNext: false,
    });
    invoice.nextPlanOn = plan.nextPlanOn;
    const look = { now, day, seen: this.#seenBy(plan, invoice, day) };
    for (const { delivery } of plan.cancel) this.#forget(invoice, delivery.id);
    this.#keep(invoice, plan, look);
    this.#add(invoice, plan, look);
    for (const hold of [...plan.held, ...plan.paused]) this.#noteHold(invoice, hold, day);
  }

  /** A message is asked about by its own day; beside another planned one it was asked about by that one's. */
  #seenBy({ cancel }: InvoicePlan, { facts }: Played<F>, day: LocalDate): string {
    const planned = facts.known.filter(({ state }) => state === 'planned').length;
    return planned === 0 || (planned === 1 && cancel.length === 0) ? this.#moment(day) : '';
  }

  #keep(invoice: Played<F>, plan: InvoicePlan, look: Look): void {
    for (const { rule, delivery, recipients } of plan.keep) {
      const step = rule.steps.find((one) => one.step.id === delivery.stepId)?.step;
      const queued = this.#queue.get(delivery.id);
      const planned = this.#input.planned.get(delivery.id);
      if (queued) Object.assign(queued, this.#addressed(invoice, rule, recipients, look));
      else if (step)
        this.#queue.set(delivery.id, {
          candidate: invoice.candidate,
          invoice,
          rule,
          step,
          occurrenceOn: planned?.occurrenceOn ?? null,
          known: delivery,
          deliveryId: delivery.id,
          leavesAt: later(planned?.leavesAt, look.now),
          ...this.#addressed(invoice, rule, recipients, look),
        });
    }
  }

  #add(invoice: Played<F>, plan: InvoicePlan, look: Look): void {
    for (const { rule, step, occurrenceOn, recipients } of plan.add) {
      const known = plannedFor(invoice.facts, { rule, step, occurrenceOn, day: look.day });
      if (isKeyTaken(invoice.facts.known, known)) continue;
      invoice.facts.known.push(known);
      this.#queue.set(known.id, {
        candidate: invoice.candidate,
        invoice,
        rule,
        step,
        occurrenceOn,
        known,
        deliveryId: null,
        leavesAt: this.#input.days.leavesAt({ rule, step }, invoice.facts.invoice, look.now),
        ...this.#addressed(invoice, rule, recipients, look),
      });
    }
  }

  #addressed(invoice: Played<F>, rule: PreparedRule, recipients: string[], { seen }: Look) {
    const { customer } = invoice.facts;
    const { currency } = invoice.facts.invoice;
    const about = { chasedId: customer && chasedId(customer), currency, recipients };
    return {
      recipients,
      bundle: bundleOf(rule, about, this.#input.digest),
      seen,
    };
  }

  #moment(day: LocalDate): string {
    return `${day} ${this.#left}`;
  }

  /** As far back as the limits look, like the contacts that the store remembers. */
  #noteContact(day: LocalDate): void {
    const { contactGapDays, contactCap } = this.#input.days.factsOn(day).sending;
    const reach = Math.max(contactGapDays, contactCap?.days ?? 0);
    this.#left += 1;
    if (reach === 0) return;
    const since = addDays(day, -reach);
    this.#contactedOn = [...this.#contactedOn.filter((on) => on >= since), day];
    for (const { facts } of this.#invoices) facts.contactedOn = this.#contactedOn;
  }

  /** By time, then by the name under which the queue holds it. Which of two goes first at the same instant only the queue knows. */
  #nextToLeave(day: LocalDate): Queued<F> | null {
    let first: Queued<F> | null = null;
    for (const queued of this.#queue.values())
      if (this.#input.days.dayOf(queued.leavesAt) <= day && (!first || isBefore(queued, first)))
        first = queued;
    return first;
  }

  #leave(first: Queued<F>, day: LocalDate): void {
    const now = later(first.leavesAt, this.#input.days.startOf(day));
    const together = this.#togetherWith(first, now);
    const standing = together.filter((part) => this.#stands(part, day));
    const [lead, ...others] = leadFirst(standing);
    for (const { known } of together) this.#queue.delete(known.id);
    for (const part of together)
      if (!standing.includes(part)) this.#forget(part.invoice, part.known.id);
    for (const part of standing) Object.assign(part.known, { state: 'sent', onDate: day });
    if (lead) {
      if (lead.rule.reminderClass !== 'new_invoice') this.#noteContact(day);
      const { bundle, recipients } = lead;
      this.#messages.push({
        onDate: day,
        leavesAt: now,
        bundle,
        recipients,
        parts: [toPart(lead), ...others.map(toPart)],
      });
    }
    // As after each answer: what the next message of these invoices is, is worked out again.
    for (const { invoice } of together) this.#plan(invoice, day, now);
  }

  #togetherWith(first: Queued<F>, now: Date): Queued<F>[] {
    if (first.bundle === null) return [first];
    return [...this.#queue.values()]
      .filter(({ bundle, leavesAt }) => bundle === first.bundle && leavesAt <= now)
      .sort(byInvoice)
      .slice(0, MAX_TOGETHER);
  }

  /** The last look: all gates once more, as if this very message were not there. */
  #stands({ invoice, rule, step, known, seen }: Queued<F>, day: LocalDate): boolean {
    if (seen === this.#moment(day)) return true;
    const others = { ...invoice.facts, known: invoice.facts.known.filter((one) => one !== known) };
    const options = { plannedOn: known.onDate, stopAtFirst: true };
    const verdict = verdictOf(this.#input.days.factsOn(day), rule, others, options);
    return verdict.kind === 'pass' && verdict.step?.id === step.id;
  }

  #forget({ facts }: Played<F>, deliveryId: string): void {
    this.#queue.delete(deliveryId);
    const place = facts.known.findIndex(({ id }) => id === deliveryId);
    if (place >= 0) facts.known.splice(place, 1);
  }

  /** A hold that goes on is one hold. */
  #noteHold({ candidate }: Played<F>, hold: HeldStep, day: LocalDate): void {
    const { rule, step, because } = hold;
    const key = JSON.stringify([candidate.invoice.id, rule.id, step.id, because.gate]);
    const known = this.#held.get(key);
    const untilOn = because.untilOn ?? null;
    if (known && (known.untilOn === null || known.untilOn >= day)) known.untilOn = untilOn;
    else this.#held.set(key, { ...hold, onDate: day, untilOn, candidate });
  }
}

/** A message in a worker's hands leaves now. */
function asPlanned(known: KnownDelivery): KnownDelivery {
  return known.state === 'claimed' ? { ...known, state: 'planned' } : { ...known };
}

/** As it would be stored: the same key, so that nothing is planned twice. */
function plannedFor(
  { invoice }: InvoiceFacts,
  {
    rule,
    step,
    occurrenceOn,
    day,
  }: { rule: PreparedRule; step: Step; occurrenceOn: LocalDate | null; day: LocalDate },
): KnownDelivery {
  return {
    id: deliveryKey({
      invoiceId: invoice.id,
      ruleId: rule.id,
      stepId: step.id,
      channel: 'email',
      occurrenceOn,
    }),
    ruleId: rule.id,
    stepId: step.id,
    days: step.days,
    reminderClass: rule.reminderClass,
    state: 'planned',
    onDate: day,
  };
}

/** The delivery's key forbids a second one about the same, whatever became of the first. A summary's key names its month as well. */
function isKeyTaken(known: KnownDelivery[], wanted: KnownDelivery): boolean {
  return known.some(
    (one) =>
      one.id === wanted.id ||
      (wanted.reminderClass !== 'summary' &&
        one.ruleId === wanted.ruleId &&
        one.stepId === wanted.stepId),
  );
}

function toPart<F extends InvoiceFacts>(queued: Queued<F>): ForecastPart<F> {
  const { candidate, rule, step, occurrenceOn, deliveryId } = queued;
  return { candidate, rule, step, occurrenceOn, deliveryId };
}

function later(a: Date | undefined, b: Date): Date {
  return a !== undefined && a > b ? a : b;
}

type Place = Pick<Queued<InvoiceFacts>, 'leavesAt' | 'bundle' | 'known' | 'candidate'>;

const nameOf = ({ bundle, known }: Place): string => bundle ?? known.id;

function isBefore(a: Place, b: Place): boolean {
  const sooner = a.leavesAt.getTime() - b.leavesAt.getTime();
  return sooner < 0 || (sooner === 0 && nameOf(a) < nameOf(b));
}

function byInvoice(a: Place, b: Place): number {
  return a.candidate.invoice.id < b.candidate.invoice.id ? -1 : 1;
}
