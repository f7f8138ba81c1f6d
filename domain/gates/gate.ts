import type { Autopay } from '../calendar/autopay.ts';
import type { SendingCalendar } from '../calendar/sending-calendar.ts';
import type { SendingSettings } from '../calendar/sending-settings.ts';
import type { Customer, Invoice } from '../invoice/invoice.ts';
import type { SendingMark } from '../invoice-sending/to-send.ts';
import type { NetPosition } from '../invoice/money-received.ts';
import type { LocalDate } from '../local-date.ts';
import type { PreparedRule, PreparedStep, RuleFacts } from '../rules/prepare.ts';
import type { Language, Step } from '../rules/rule.ts';
import type { Freshness } from './freshness.ts';

export type { Freshness, RuleFacts };

/** Evaluation order (product.md 3.1). The first gate that does not pass decides; all are recorded for the explanation. */
export const gateNames = [
  'tenant-live',
  'reminders-on',
  'rule-enabled',
  'document-status',
  'books-complete',
  'books-fresh',
  'first-sync',
  'customer-active',
  'customers',
  'memo',
  'created-before',
  'terms',
  'currency',
  'language',
  'autopay',
  'balance',
  'net-position',
  'not-sent-yet',
  'dispute',
  'promise',
  'snooze',
  'step-due',
  'already-sent',
  'sending-day',
  'contact-gap',
  'recipient',
] as const;
export type GateName = (typeof gateNames)[number];

/** Gates that only put off a step which is due: the day of their `untilOn` brings it. */
export function isPause(gate: GateName): boolean {
  return gate === 'sending-day' || gate === 'contact-gap';
}

/**
 * Every answer a gate can give. `sentences-en.ts` and `sentences-fr.ts` must have words for each, or they do not compile. `unreadable`
 * is the answer of any gate that meets a value it does not know, or that fails.
 */
export interface GateReasons {
  'tenant-live': 'live' | 'not-live';
  'reminders-on': 'on' | 'off';
  'rule-enabled': 'on' | 'off' | 'invalid-rule';
  'document-status': 'open' | 'paid' | 'void' | 'deleted';
  'books-complete':
    'complete' | 'no-customer' | 'customer-not-synced' | 'no-due-date' | 'no-currency';
  'books-fresh': 'fresh' | 'never-read' | 'sync-stale' | 'payments-stale' | 'no-payments';
  'first-sync': 'new' | 'left-alone' | 'starts-later' | 'started' | 'not-late';
  'customer-active': 'active' | 'inactive' | 'no-customer';
  customers: 'listed' | 'not-listed' | 'excluded' | 'not-excluded' | 'invalid-rule';
  memo: 'off' | 'found' | 'not-found' | 'token-missing' | 'token-present' | 'invalid-rule';
  'created-before': 'off' | 'recent' | 'created-before';
  terms: 'term-on' | 'term-off' | 'no-terms-on' | 'no-terms-off' | 'new-term-on' | 'new-term-off';
  currency: 'any' | 'listed' | 'not-listed';
  language: 'any' | 'listed' | 'not-listed';
  autopay: 'any' | 'on' | 'off' | 'is-on' | 'is-off';
  balance: 'open' | 'part-paid' | 'nothing-open' | 'in-credit' | 'tolerated' | 'below-minimum';
  'net-position': 'no-credit' | 'owed' | 'covered' | 'shown';
  'not-sent-yet': 'not-waiting' | 'sent' | 'marked' | 'to-send';
  dispute: 'none' | 'disputed' | 'partly' | 'over';
  promise: 'none' | 'promised' | 'broken';
  snooze: 'not-muted' | 'muted' | 'replied';
  'step-due':
    | 'due'
    | 'not-yet'
    | 'past-due'
    | 'all-sent'
    | 'no-due-date'
    | 'missed'
    | 'before-rule'
    | 'no-entry-day';
  'already-sent':
    'not-sent' | 'nothing-due' | 'already-sent' | 'later-sent' | 'left-out' | 'stopped';
  'sending-day': 'sending-day' | 'any-day' | 'no-sending-day';
  'contact-gap': 'free' | 'no-limit' | 'not-chasing' | 'too-soon' | 'cap-reached';
  recipient: 'found' | 'no-address' | 'bad-address' | 'suppressed';
}
export type ReasonOf<G extends GateName> = GateReasons[G] | 'unreadable';

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

/** Gates whose answer the calendar can change, and those after them. */
const ofCalendar: ReadonlySet<GateName> = new Set(gateNames.slice(gateNames.indexOf('step-due')));

/** A gate before the calendar that turns by itself on a day: an old invoice that begins then (E21), a silence that ends. */
export function waitsForDay<Result extends { gate: GateName; untilOn?: LocalDate | undefined }>(
  result: Result,
): result is Result & { untilOn: LocalDate } {
  return result.untilOn !== undefined && !isOfCalendar(result.gate);
}

export function isOfCalendar(gate: GateName): boolean {
  return ofCalendar.has(gate);
}

/** What the organisation settled for all of its rules. */
export interface SendingFacts extends Pick<
  SendingSettings,
  'contactGapDays' | 'contactCap' | 'credits' | 'tolerances'
> {
  /** Days on which messages may leave (E41). */
  days: SendingCalendar;
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
  /** Whether the books are recent enough to chase by; the clock enters here too (product.md 4, idea 8). */
  freshness: Freshness;
  language: Language;
  sending: SendingFacts;
  /** Addresses to which nothing is sent, in small letters; none when absent. */
  suppressed?: ReadonlySet<string>;
}

/**
 * What the owner chose for an invoice that was late before reminders were switched on (E21). `skip`: never remind. `by-rule`: nothing
 * before `startOn`, then the step that is due. `start`: step number `stepNumber` on `startOn`, the later ones at the rule's spacing.
 */
export interface Quarantine {
  choice: 'skip' | 'by-rule' | 'start';
  /** From 1; a rule with fewer steps begins with its last. */
  stepNumber: number | null;
  startOn: LocalDate | null;
}

/** Silence that a person asked for: nothing is sent up to and including `untilOn`; null: until somebody ends it. */
export interface MuteFact {
  level: 'organisation' | 'customer' | 'invoice';
  untilOn: LocalDate | null;
  reason: string;
  /** Name of the person. */
  by: string;
  /** Day on which the customer replied, when that is the cause (E37); null or absent: a person muted it. */
  repliedOn?: LocalDate | null;
}

/** A promise to pay: its invoice is left alone up to `promisedOn` and for `graceDays` calendar days after it. */
export interface PromiseFact {
  promisedOn: LocalDate;
  graceDays: number;
  /** Null: everything that is open. */
  amountMinor: number | null;
}

/** What the customer disputes. After `untilOn` the chase goes on although nothing was settled; null: it waits for a person. */
export interface DisputeFact {
  /** Null: the whole invoice. */
  amountMinor: number | null;
  untilOn: LocalDate | null;
  reason: string;
  /** Name of who sees to it; empty when nobody was named. */
  owner: string;
}

/** Everything by which people silence one invoice (product.md 4, ideas 6, 7 and 15). */
export interface Silence {
  /** Of the invoice, of its customer and those who are billed for it, and of the organisation; also those that are over. */
  mutes: MuteFact[];
  promise: PromiseFact | null;
  dispute: DisputeFact | null;
}

/** Of an invoice that nobody silenced. */
export const noSilence: Silence = { mutes: [], promise: null, dispute: null };

/**
 * A delivery that counts for "already sent": planned, claimed, sent or unknown, or left out by a person. Cancelled and refused ones do
 * not, nor does the very delivery that is about to leave: whoever asks right before sending leaves its own row out.
 */
export interface StepSent {
  stepId: string;
  /** Days of the step when it was sent; a later edit does not change it (E46). */
  days: number;
  state: 'planned' | 'claimed' | 'sent' | 'unknown' | 'skipped' | 'stopped';
  onDate: LocalDate;
}

/** A person wants this message later: the step counts as reached on that day, and not before. */
export interface MovedStep {
  stepId: string;
  /** Of a summary, the monthly day it is for; only that one moves. */
  occurrenceOn: LocalDate | null;
  toOn: LocalDate;
}

export type CustomerFacts = Customer & {
  language: Language | null;
  /** Autopay as set for this customer; null: as the organisation has it for all. */
  autopay: boolean | null;
  /** Parent, parent's parent and so on. */
  ancestorIds: readonly string[];
};

export interface GateFacts {
  organisation: OrganisationFacts;
  /** Prepared once with `prepareRule` when many invoices are asked; a plain one is prepared on the fly. */
  rule: RuleFacts | PreparedRule;
  invoice: Invoice;
  /**
   * The organisation's calendar day on which the invoice was entered in the books. Only a rule that filters by entry day looks at it,
   * and holds when it is null.
   */
  createdOn: LocalDate | null;
  /** Null when the invoice names no customer or one that the mirror does not know. */
  customer: CustomerFacts | null;
  /** The customer who is billed in this one's place (E28), else null. */
  parent: Customer | null;
  termName: string | null;
  /** Null for an invoice that nobody had to choose about. */
  quarantine: Quarantine | null;
  /** Of the customer, or of those billed together with it, in the invoice's currency; null while no money or credit is left over (E4). */
  position: NetPosition | null;
  /** Both halves of autopay (BJ-14 to BJ-16): the customer is enabled, and the invoice meets the organisation's conditions. */
  autopay: Pick<Autopay, 'customerOn' | 'eligible'>;
  /** Days on which this customer, or those billed together with it, got a chasing message of any rule; one entry per message. */
  contactedOn: readonly LocalDate[];
  /** Day for which this very message was planned; null while nothing is planned. A step planned in time is not missed. */
  plannedOn: LocalDate | null;
  /** Null while Dunlin does not send invoices, and for one that never waited to be sent. */
  sendingMark: SendingMark | null;
  silence: Silence;
  /** Deliveries of this rule for this invoice. */
  sent: StepSent[];
  /** Steps of any rule that a person moved to a later day. */
  moved?: readonly MovedStep[];
}

/** What a gate is handed: facts whose rule is prepared. */
export interface PreparedFacts extends GateFacts {
  rule: PreparedRule;
}

/** A step on the day on which it is reached, after the shift for days without sending. */
export interface StepDay extends PreparedStep {
  /** Days since 1970-01-01, as all days here. */
  day: number;
  /** The day before any shift; of a summary it tells one month's from another's. */
  nominal: number;
  /** The day on which it was reached before a person moved it. */
  movedFrom?: number;
}

/** A rule's steps laid over one invoice's days, or over the day it was begun with (E21), seen from one day. */
export interface Timeline {
  /** Days since the due date; negative before it, null without one. Steps may be counted from another day (E21). */
  daysLate: number | null;
  /** Why the rule has nothing to say any more: `past-due`: it only writes before the due date; `before-rule`: the invoice was there first. */
  over: 'past-due' | 'before-rule' | null;
  /** The step that has been reached and counts (product.md 4, idea 14). */
  due: StepDay | null;
  /** It was reached too long ago to be made up for (E43). */
  missed: boolean;
  /** The delivery that makes `due` unnecessary: of the same step, or of a later one. */
  coveredBy: StepSent | null;
  /** The next step ahead that is still to be sent. */
  next: StepDay | null;
  dueOn: LocalDate | null;
  nextOn: LocalDate | null;
  /** First day ahead on which a verdict drawn from this timeline can differ; null when no day can change it. */
  changesOn: LocalDate | null;
}

/** Asks one question. The timeline is null when there is no due date to count from, or none that can be read. */
export type Gate = (facts: PreparedFacts, timeline: Timeline | null) => GateResult;

/** What all gates said about one invoice and one rule. */
export interface Verdict {
  kind: 'pass' | 'skip' | 'hold';
  /** The gate that decided; null when all passed. */
  decidedBy: GateName | null;
  /**
   * The step that is due now, or the next one; of an invoice that waits for a later day, the step of that day. Null when the rule has
   * none left for this invoice, and when a gate decided that does not look at the calendar: no day will bring that step while its
   * reason stands.
   */
  step: Step | null;
  /** When `step` falls or fell due; null without a step. */
  stepOn: LocalDate | null;
  /** Which of the monthly days `step` is for; null unless the rule is a summary. */
  occurrenceOn: LocalDate | null;
  /** Next day on which the verdict can change by the calendar alone; null: only a change of books, rule or settings can. */
  nextOn: LocalDate | null;
  recipients: string[];
  gates: GateResult[];
}
