import type { z } from 'zod';
import type { GoLiveJson, GoLiveQuery } from '../../../domain/api/organisations.ts';
import type { OrganisationFacts } from '../../../domain/gates/gate.ts';
import { daysBetween, fromEpochDay, toEpochDay } from '../../../domain/local-date.ts';
import { organisationAsIfOn } from '../../../domain/rules/plan.ts';
import { planInvoice } from '../../../domain/rules/plan-invoice.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { everyOpenCandidate, type Candidate } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { bundleFor } from '../decisions/new-deliveries.ts';
import { describeOld, type OldChoice, treatmentOf } from './old-invoices.ts';

type GoLive = z.infer<typeof GoLiveJson>;

/**
 * What turning the master switch on would send at once, if the owner chose this for the old invoices (E21); without a choice, as if they
 * followed the rules. Shown before anybody is mailed by surprise (ux R1); nothing is written.
 */
export function forecastGoLive(
  ctx: Context,
  member: Member,
  query: z.infer<typeof GoLiveQuery> = {},
): Promise<GoLive> {
  const { organisationId } = member;
  const choice = toChoice(query);
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const rules = await listPreparedRules(tx, organisationId);
    const old = await describeOld(tx, today, rules, choice);
    const treat = await treatmentOf(tx, today, choice);
    const asIfOn = onNextSendingDay(organisationAsIfOn(today.facts));
    const leaving = new Tally(asIfOn.todayOn);
    for await (const candidate of everyOpenCandidate(tx, today)) {
      const { add, keep } = planInvoice(asIfOn, rules, treat(candidate));
      const [leaves] = [...add, ...keep];
      if (leaves) leaving.add(candidate, bundleFor(leaves.rule, candidate, leaves.recipients));
    }
    return { old, ...leaving.result() };
  });
}

/** Nothing leaves on a weekend or holiday: what the next sending day brings is what the owner wants to know. */
function onNextSendingDay(facts: OrganisationFacts): OrganisationFacts {
  const day = facts.sending.days.onOrAfter(toEpochDay(facts.todayOn));
  return { ...facts, todayOn: fromEpochDay(day) };
}

function toChoice({ choice = 'by-rule', step, perDay }: z.infer<typeof GoLiveQuery>): OldChoice {
  return { choice, step, perDay: perDay ?? null };
}

class Tally {
  readonly #todayOn: string;
  readonly #customers = new Set<string>();
  readonly #amounts = new Map<string | null, number>();
  /** One for each bundle, and one for each invoice that leaves by itself. */
  readonly #messages = new Set<string>();
  #oldest: number | null = null;

  constructor(todayOn: string) {
    this.#todayOn = todayOn;
  }

  add({ invoice, customer }: Candidate, bundle: string | null): void {
    this.#messages.add(bundle ?? `invoice:${invoice.id}`);
    if (customer) this.#customers.add(customer.id);
    this.#amounts.set(
      invoice.currency,
      (this.#amounts.get(invoice.currency) ?? 0) + invoice.openMinor,
    );
    if (invoice.dueOn)
      this.#oldest = Math.max(this.#oldest ?? 0, daysBetween(invoice.dueOn, this.#todayOn));
  }

  result(): Omit<GoLive, 'old'> {
    return {
      messages: this.#messages.size,
      customers: this.#customers.size,
      amounts: [...this.#amounts].map(([currency, minor]) => ({ minor, currency })),
      oldestDaysLate: this.#oldest,
    };
  }
}
