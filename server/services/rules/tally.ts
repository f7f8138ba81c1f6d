import {
  organisationAsIfOn,
  previewInvoice,
  previewWhenOn,
  type PreviewedInvoice,
} from '../../../domain/rules/plan.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { GateFacts, StepSent } from '../../../domain/gates/gate.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import { everyOpenCandidate, type Candidate } from '../../db/planning.ts';
import type { Tx } from '../../db/transaction.ts';

/** How many invoices and customers one rule is going to write about, and in which languages those customers read. */
export class RuleTally {
  readonly #readers = new Map<string, Language>();
  invoices = 0;
  nextSendOn: string | null = null;

  /** Counts an invoice that the rule is going to write about. */
  add({ customer }: Candidate, { onDate }: { onDate: string }, { facts }: OrganisationToday): void {
    this.invoices += 1;
    if (customer) this.#readers.set(customer.id, customer.language ?? facts.language);
    if (this.nextSendOn === null || onDate < this.nextSendOn) this.nextSendOn = onDate;
  }

  get customers(): number {
    return this.#readers.size;
  }

  get readers(): Record<Language, number> {
    const read = [...this.#readers.values()];
    const french = read.filter((language) => language === 'fr').length;
    return { en: read.length - french, fr: french };
  }
}

/** Looks once at every open invoice, for all rules together; reading them costs more than deciding about them. */
export async function tallyRules(
  tx: Tx,
  today: OrganisationToday,
  rules: readonly PreparedRule[],
): Promise<Map<string, RuleTally>> {
  const tallies = new Map(rules.map((rule) => [rule.id, new RuleTally()]));
  if (rules.length === 0) return tallies;
  const organisation = organisationAsIfOn(today.facts);
  const asIfOn = rules.map((rule) => ({ ...rule, enabled: true }));
  for await (const candidate of everyOpenCandidate(tx, today))
    for (const rule of asIfOn) {
      const sent = sentBy(rule, candidate).filter(({ state }) => state !== 'planned');
      const facts = { ...candidate, organisation, rule, plannedOn: null, sent };
      const seen = previewWhenOn(facts);
      if (seen.group !== 'excluded') tallies.get(rule.id)?.add(candidate, seen, today);
    }
  return tallies;
}

export function previewOf(
  today: OrganisationToday,
  rule: PreparedRule,
  candidate: Candidate,
): PreviewedInvoice {
  return previewInvoice(toFacts(today, rule, candidate));
}

/** The facts of one invoice for one rule; deliveries of any rule of the same class count as history. */
export function toFacts(
  today: OrganisationToday,
  rule: PreparedRule,
  candidate: Candidate,
): GateFacts {
  const sent = sentBy(rule, candidate);
  return { ...candidate, organisation: today.facts, rule, plannedOn: null, sent };
}

const nothingSent: StepSent[] = [];

function sentBy({ reminderClass }: PreparedRule, { known }: Candidate): StepSent[] {
  if (known.length === 0) return nothingSent;
  return known.flatMap((one) =>
    one.state !== 'refused' && one.reminderClass === reminderClass
      ? [{ ...one, state: one.state }]
      : [],
  );
}
