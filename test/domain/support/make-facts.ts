import { runGates } from '../../../domain/gates/run.ts';
import {
  type CustomerFacts,
  type Freshness,
  type GateFacts,
  type GateName,
  type GateResult,
  noSilence,
  type OrganisationFacts,
  type Quarantine,
  type RuleFacts,
  type SendingFacts,
  type Silence,
  type StepSent,
} from '../../../domain/gates/gate.ts';
import { asId, type CustomerId, type InvoiceId, type TermId } from '../../../domain/ids.ts';
import type { Customer, Invoice } from '../../../domain/invoice/invoice.ts';
import type { NetPosition } from '../../../domain/invoice/money-received.ts';
import type { RuleSettings, Step } from '../../../domain/rules/rule.ts';

const at = new Date('2026-10-01T12:00:00Z');

/** An open invoice of Acme over 1,000.00 USD, due on 12 Nov 2026: ten days late on the day the tests play. */
export function makeInvoice(wanted: Partial<Invoice> = {}): Invoice {
  return {
    id: asId<InvoiceId>('1042'),
    booksVersion: 1,
    booksUpdatedAt: at,
    booksCreatedAt: at,
    number: '1042',
    customerId: asId<CustomerId>('c-1'),
    documentOn: '2026-10-13',
    dueOn: '2026-11-12',
    currency: 'USD',
    totalMinor: 100_000,
    openMinor: 100_000,
    state: 'open',
    termId: asId<TermId>('net-30'),
    termsOfCustomer: false,
    expectedOn: null,
    memoOnInvoice: '',
    memoOnStatement: '',
    email: null,
    sentState: 'sent',
    customFields: {},
    ...wanted,
  };
}

export function makeCustomer(wanted: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    id: asId<CustomerId>('c-1'),
    booksVersion: 1,
    booksUpdatedAt: at,
    name: 'Acme',
    fullName: 'Acme',
    active: true,
    parentId: null,
    billWithParent: false,
    email: 'accounts@acme.example',
    termId: null,
    currency: 'USD',
    language: null,
    autopay: null,
    ancestorIds: [],
    ...wanted,
  };
}

/** Every day is a sending day, and nothing is limited. */
export function makeSending(wanted: Partial<SendingFacts> = {}): SendingFacts {
  return {
    days: { isSendingDay: () => true, onOrAfter: (day) => day, onOrBefore: (day) => day },
    contactGapDays: 0,
    contactCap: null,
    credits: 'hold',
    tolerances: {},
    ...wanted,
  };
}

/** Steps with the ids `day-<days>`. */
export function makeSteps(...days: number[]): Step[] {
  return days.map((count) => ({
    id: `day-${count}`,
    days: count,
    templateId: 'friendly',
    language: 'customer',
    afterMinutes: 0,
    hour: 9,
  }));
}

/** An overdue rule with the days 3, 10 and 20, without any filter. */
export function makeSettings(wanted: Partial<RuleSettings> = {}): RuleSettings {
  return {
    name: 'Overdue invoice',
    type: 'due',
    condition: 'overdue',
    steps: makeSteps(3, 10, 20),
    customers: { mode: 'except', customerIds: [], includeChildren: false },
    memo: { mode: 'off', token: '' },
    createdBefore: { on: null, field: 'document' },
    terms: { off: [], noTerms: true, newTerms: true, known: ['net-30'] },
    autopay: 'any',
    minimum: {},
    currencies: [],
    languages: [],
    email: { attachPdf: true, attachMarkedFiles: false, missingPdf: 'wait', cc: [], bcc: [] },
    bundle: true,
    weekend: 'usual',
    missed: { mode: 'newest', maxDays: null },
    afterLast: 'task',
    ...wanted,
  };
}

/** Books read this morning; payments do not count. */
export function makeFreshness(wanted: Partial<Freshness> = {}): Freshness {
  return {
    stale: 'no',
    since: null,
    readOn: '2026-11-22',
    staleAfterHours: 24,
    lastPaymentOn: null,
    paymentsWithinDays: null,
    ...wanted,
  };
}

interface Wanted {
  organisation?: Partial<OrganisationFacts>;
  rule?: Partial<Omit<RuleFacts, 'settings'>>;
  settings?: Partial<RuleSettings>;
  invoice?: Partial<Invoice>;
  customer?: Partial<CustomerFacts> | null;
  parent?: Partial<Customer>;
  createdOn?: string | null;
  termName?: string | null;
  quarantine?: Quarantine | null;
  position?: NetPosition | null;
  autopay?: GateFacts['autopay'];
  contactedOn?: string[];
  plannedOn?: string | null;
  sendingMark?: GateFacts['sendingMark'];
  silence?: Partial<Silence>;
  sent?: StepSent[];
}

/** Facts under which every gate passes: day 10 is due today, 22 Nov 2026. */
export function makeFacts(wanted: Wanted = {}): GateFacts {
  return {
    organisation: {
      live: true,
      liveReason: '',
      remindersOn: true,
      todayOn: '2026-11-22',
      freshness: makeFreshness(),
      language: 'en',
      sending: makeSending(),
      ...wanted.organisation,
    },
    rule: {
      id: 'rule-1',
      version: 1,
      enabled: true,
      createdAt: new Date('2026-09-01T12:00:00Z'),
      ...wanted.rule,
      settings: makeSettings(wanted.settings),
    },
    invoice: makeInvoice(wanted.invoice),
    createdOn: wanted.createdOn === undefined ? '2026-10-13' : wanted.createdOn,
    customer: wanted.customer === null ? null : makeCustomer(wanted.customer),
    parent: wanted.parent ? makeCustomer(wanted.parent) : null,
    termName: wanted.termName === undefined ? 'Net 30' : wanted.termName,
    quarantine: wanted.quarantine ?? null,
    position: wanted.position ?? null,
    autopay: wanted.autopay ?? { customerOn: false, eligible: false },
    contactedOn: wanted.contactedOn ?? [],
    plannedOn: wanted.plannedOn ?? null,
    sendingMark: wanted.sendingMark ?? null,
    silence: { ...noSilence, ...wanted.silence },
    sent: wanted.sent ?? [],
  };
}

/** What one gate answers, whatever the gates before it said. */
export function askGate(gate: GateName, facts: GateFacts): GateResult {
  const result = runGates(facts).gates.find((candidate) => candidate.gate === gate);
  if (!result) throw new Error(`gate ${gate} did not answer`);
  return result;
}

/** Verdict and reason in one text, for tables: `skip paid`. */
export function answerOf(gate: GateName, facts: GateFacts): string {
  const { verdict, reason } = askGate(gate, facts);
  return `${verdict} ${reason}`;
}

/** A value the types do not allow, as an odd row or a newer version could bring it. */
export function odd<T>(value: unknown): T {
  return value as T;
}
