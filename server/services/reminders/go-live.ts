import type { z } from 'zod';
import type { GoLiveJson, GoLiveQuery } from '../../../domain/api/organisations.ts';
import { daysBetween } from '../../../domain/local-date.ts';
import { organisationAsIfOn } from '../../../domain/rules/plan.ts';
import { planInvoice } from '../../../domain/rules/plan-invoice.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { openCandidates, type Candidate } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { describeOld, type OldChoice, treatmentOf } from './old-invoices.ts';

const CHUNK = 5_000;

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
    const asIfOn = organisationAsIfOn(today.facts);
    const leaving = new Tally(asIfOn.todayOn);
    for (let after = ''; ;) {
      const chunk = await openCandidates(tx, organisationId, today.record.timeZone, after, CHUNK);
      for (const candidate of chunk) {
        const plan = planInvoice(asIfOn, rules, treat(candidate));
        if (plan.add.length + plan.keep.length > 0) leaving.add(candidate);
      }
      after = chunk.at(-1)?.invoice.id ?? after;
      if (chunk.length < CHUNK) return { old, ...leaving.result() };
    }
  });
}

function toChoice({ choice = 'by-rule', step, perDay }: z.infer<typeof GoLiveQuery>): OldChoice {
  return { choice, step, perDay: perDay ?? null };
}

class Tally {
  readonly #todayOn: string;
  readonly #customers = new Set<string>();
  readonly #amounts = new Map<string | null, number>();
  #messages = 0;
  #oldest: number | null = null;

  constructor(todayOn: string) {
    this.#todayOn = todayOn;
  }

  add({ invoice, customer }: Candidate): void {
    this.#messages += 1;
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
      messages: this.#messages,
      customers: this.#customers.size,
      amounts: [...this.#amounts].map(([currency, minor]) => ({ minor, currency })),
      oldestDaysLate: this.#oldest,
    };
  }
}
