import type { z } from 'zod';
import type { GoLiveJson } from '../../../domain/api/organisations.ts';
import { daysBetween } from '../../../domain/local-date.ts';
import { planInvoice } from '../../../domain/rules/plan-invoice.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { openCandidates, type Candidate } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';

const CHUNK = 5_000;

/** What turning the master switch on would send at once: shown before anybody is mailed by surprise (ux R1). */
export function forecastGoLive(ctx: Context, member: Member): Promise<z.infer<typeof GoLiveJson>> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) => {
    const { record, facts } = await getOrganisationToday(tx, member.organisationId, ctx.now());
    const rules = await listPreparedRules(tx, member.organisationId);
    const asIfOn = { ...facts, live: true, liveReason: '', remindersOn: true };
    const leaving = new Tally(facts.todayOn);
    for (let after = ''; ;) {
      const chunk = await openCandidates(tx, member.organisationId, record.timeZone, after, CHUNK);
      for (const candidate of chunk) {
        const plan = planInvoice(asIfOn, rules, candidate);
        if (plan.add.length + plan.keep.length > 0) leaving.add(candidate);
      }
      after = chunk.at(-1)?.invoice.id ?? after;
      if (chunk.length < CHUNK) return leaving.result();
    }
  });
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

  result(): z.infer<typeof GoLiveJson> {
    return {
      messages: this.#messages,
      customers: this.#customers.size,
      amounts: [...this.#amounts].map(([currency, minor]) => ({ minor, currency })),
      oldestDaysLate: this.#oldest,
    };
  }
}
