import { messageLeavesAt } from '../../../domain/calendar/message-leaves-at.ts';
import { bundleOf, chasedId } from '../../../domain/deliveries/bundle.ts';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';
import { leadFirst } from '../../../domain/deliveries/lead.ts';
import { addDays, localDateOf, startOfDay } from '../../../domain/local-date.ts';
import {
  planInvoice,
  verdictOf,
  type InvoiceFacts,
  type KnownDelivery,
} from '../../../domain/rules/plan-invoice.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { Step } from '../../../domain/rules/rule.ts';
import type { Book } from './arbitrary-book.ts';

interface Row {
  known: KnownDelivery;
  candidate: InvoiceFacts;
  rule: PreparedRule;
  step: Step;
  bundle: string | null;
  leavesAt: Date;
}

/**
 * The real loop as the services run it, without their store: every day, for all customers at once, the planner looks at what is due, then
 * the sender takes the queue in its order, looks once more, and has what it touched planned again. Answers one line for each part of each
 * message that left.
 */
export function playDays(book: Book): string[] {
  const play = new Play(book);
  for (let day = book.organisation.todayOn; day <= book.untilOn; day = addDays(day, 1))
    play.day(day);
  return play.left.sort();
}

class Play {
  readonly left: string[] = [];
  readonly #book: Book;
  readonly #known = new Map<string, KnownDelivery[]>();
  readonly #contacts = new Map<string, string[]>();
  readonly #nextLook = new Map<string, string | null>();
  #rows: Row[] = [];

  constructor(book: Book) {
    this.#book = book;
    for (const facts of book.invoices) {
      this.#known.set(facts.invoice.id, [...facts.known]);
      this.#nextLook.set(facts.invoice.id, '0001-01-01');
      if (facts.customer) this.#contacts.set(chasedId(facts.customer), [...facts.contactedOn]);
    }
  }

  day(day: string): void {
    const { organisation, clock, invoices } = this.#book;
    const now = day === organisation.todayOn ? clock.now : startOfDay(day, clock.timeZone);
    for (const facts of invoices) {
      const look = this.#nextLook.get(facts.invoice.id);
      if (look && look <= day) this.#plan(facts, day, now);
    }
    for (;;) {
      const [first] = this.#rows
        .filter(({ leavesAt }) => localDateOf(leavesAt, clock.timeZone) <= day)
        .sort(
          (a, b) => a.leavesAt.getTime() - b.leavesAt.getTime() || (nameOf(a) < nameOf(b) ? -1 : 1),
        );
      if (!first) return;
      this.#send(first, day, first.leavesAt > now ? first.leavesAt : now);
    }
  }

  #factsOf(facts: InvoiceFacts): InvoiceFacts {
    const { customer, invoice } = facts;
    const contactedOn = customer ? (this.#contacts.get(chasedId(customer)) ?? []) : [];
    return { ...facts, contactedOn, known: this.#known.get(invoice.id) ?? [] };
  }

  #plan(facts: InvoiceFacts, day: string, now: Date): void {
    const { organisation, rules } = this.#book;
    const { id } = facts.invoice;
    const candidate = this.#factsOf(facts);
    const plan = planInvoice({ ...organisation, todayOn: day }, rules, candidate);
    this.#nextLook.set(id, plan.nextPlanOn);
    for (const { delivery } of plan.cancel) this.#drop(id, delivery);
    for (const { rule, delivery, recipients } of plan.keep) {
      const row = this.#rows.find(({ known }) => known.id === delivery.id);
      const bundle = this.#bundle(rule, candidate, recipients);
      const step = rule.settings.steps.find((one) => one.id === delivery.stepId) as Step;
      const leavesAt = this.#book.planned.get(delivery.id)?.leavesAt ?? now;
      if (row) row.bundle = bundle;
      else this.#rows.push({ known: delivery, candidate: facts, rule, step, bundle, leavesAt });
    }
    for (const { rule, step, occurrenceOn, recipients } of plan.add) {
      const key = deliveryKey({
        invoiceId: id,
        ruleId: rule.id,
        stepId: step.id,
        channel: 'email',
        occurrenceOn,
      });
      const isTaken = this.#known
        .get(id)
        ?.some(
          (one) =>
            one.id === key ||
            (rule.reminderClass !== 'summary' && one.ruleId === rule.id && one.stepId === step.id),
        );
      if (isTaken) continue;
      const known: KnownDelivery = {
        id: key,
        ruleId: rule.id,
        stepId: step.id,
        days: step.days,
        reminderClass: rule.reminderClass,
        state: 'planned',
        onDate: day,
      };
      this.#known.get(id)?.push(known);
      const clock = { ...this.#book.clock, now, todayOn: day };
      const leavesAt = messageLeavesAt({ rule, step }, facts.invoice, clock);
      const bundle = this.#bundle(rule, candidate, recipients);
      this.#rows.push({ known, candidate: facts, rule, step, bundle, leavesAt });
    }
  }

  #bundle(rule: PreparedRule, { customer, invoice }: InvoiceFacts, recipients: string[]) {
    const about = {
      chasedId: customer && chasedId(customer),
      currency: invoice.currency,
      recipients,
    };
    return bundleOf(rule, about, (text) => text);
  }

  #send(first: Row, day: string, now: Date): void {
    const organisation = { ...this.#book.organisation, todayOn: day };
    const claimed = this.#rows.filter(
      (row) =>
        row === first ||
        (first.bundle !== null && row.bundle === first.bundle && row.leavesAt <= now),
    );
    const standing = claimed.filter(({ known, candidate, rule, step }) => {
      const facts = this.#factsOf(candidate);
      const others = { ...facts, known: facts.known.filter((one) => one.id !== known.id) };
      const verdict = verdictOf(organisation, rule, others, { plannedOn: known.onDate });
      return verdict.kind === 'pass' && verdict.step?.id === step.id;
    });
    this.#rows = this.#rows.filter((row) => !claimed.includes(row));
    for (const row of claimed)
      if (!standing.includes(row)) this.#drop(row.candidate.invoice.id, row.known);
    const [lead] = leadFirst(standing);
    for (const { known, candidate, rule, step } of standing) {
      const list = this.#known.get(candidate.invoice.id) ?? [];
      list[list.findIndex(({ id }) => id === known.id)] = { ...known, state: 'sent', onDate: day };
      this.left.push(
        `${day} ${now.toISOString()} ${candidate.invoice.id} ${rule.id} ${step.id} with ${lead?.candidate.invoice.id}`,
      );
    }
    const customer = lead?.candidate.customer;
    if (lead && customer && lead.rule.reminderClass !== 'new_invoice')
      this.#contacts.get(chasedId(customer))?.push(day);
    for (const { candidate } of claimed) this.#plan(candidate, day, now);
  }

  #drop(invoiceId: string, delivery: KnownDelivery): void {
    this.#rows = this.#rows.filter(({ known }) => known.id !== delivery.id);
    const list = (this.#known.get(invoiceId) ?? []).filter(({ id }) => id !== delivery.id);
    this.#known.set(invoiceId, list);
  }
}

const nameOf = ({ bundle, known }: Row): string => bundle ?? known.id;
