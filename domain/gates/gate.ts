import type { Customer, Invoice } from '../invoice/invoice.ts';
import type { LocalDate } from '../local-date.ts';
import type { Language, RuleSettings, Step } from '../rules/rule.ts';

/** Evaluation order (product.md 3.1). The first gate that does not pass decides; all are recorded for the explanation. */
export const gateNames = [
  'tenant-live',
  'reminders-on',
  'rule-enabled',
  'document-status',
  'books-complete',
  'customer-active',
  'customers',
  'memo',
  'created-before',
  'terms',
  'balance',
  'step-due',
  'already-sent',
  'recipient',
] as const;
export type GateName = (typeof gateNames)[number];

/** A value a gate saw, as plain JSON, so that it can be stored and shown unchanged. */
export type Seen = Record<string, string | number | boolean | null | string[]>;

/**
 * `pass`; `skip`: this rule or step does not concern the invoice; `hold`: it does, but something must change first.
 * `reason` is a stable code with a sentence in `sentences.ts`; `untilOn` is the next day on which the answer can differ by itself.
 */
export interface GateResult {
  gate: GateName;
  verdict: 'pass' | 'skip' | 'hold';
  reason: string;
  saw: Seen;
  untilOn?: LocalDate;
}

export interface OrganisationFacts {
  /** The connection to the books works (E58). */
  live: boolean;
  /** Why not, e.g. `revoked`; empty when live. */
  liveReason: string;
  /** Master switch (BJ-20). */
  remindersOn: boolean;
  /** The organisation's calendar day: the clock enters here and nowhere else (E40). */
  todayOn: LocalDate;
  language: Language;
}

export interface RuleFacts {
  id: string;
  version: number;
  enabled: boolean;
  settings: RuleSettings;
}

/** A delivery that counts for "already sent": planned, claimed, sent or unknown. Cancelled and refused ones do not. */
export interface StepSent {
  stepId: string;
  /** Days of the step when it was sent; a later edit does not change it (E46). */
  days: number;
  state: 'planned' | 'claimed' | 'sent' | 'unknown';
  onDate: LocalDate;
}

export interface GateFacts {
  organisation: OrganisationFacts;
  rule: RuleFacts;
  invoice: Invoice;
  /** Null when the invoice names no customer or one that the mirror does not know. */
  customer: (Customer & { language: Language | null }) | null;
  /** The customer who is billed in this one's place (E28), else null. */
  parent: Customer | null;
  termName: string | null;
  /** Deliveries of this rule for this invoice. */
  sent: StepSent[];
}

export type Gate = (facts: GateFacts, step: Step | null) => Omit<GateResult, 'gate'>;

/** What all gates said about one invoice and one rule. */
export interface Verdict {
  kind: 'pass' | 'skip' | 'hold';
  /** The gate that decided; null when all passed. */
  decidedBy: GateName | null;
  /** The step that is due now, or the next one; null when the rule has none left for this invoice. */
  step: Step | null;
  /** When `step` falls due; null without a due date. */
  stepOn: LocalDate | null;
  /** Next day on which the verdict can change by the calendar alone; null: only a change of books, rule or settings can. */
  nextOn: LocalDate | null;
  recipients: string[];
  gates: GateResult[];
}
