import fc from 'fast-check';
import {
  type DisputeFact,
  type Freshness,
  type GateFacts,
  type MuteFact,
  noSilence,
  type PromiseFact,
  type Quarantine,
  type SendingFacts,
  type Silence,
  type StepSent,
} from '../../../domain/gates/gate.ts';
import { asId, type CustomerId, type TermId } from '../../../domain/ids.ts';
import { addDays, toEpochDay } from '../../../domain/local-date.ts';
import type { NetPosition } from '../../../domain/invoice/money-received.ts';
import type { Language, RuleType, WeekendShift } from '../../../domain/rules/rule.ts';
import {
  makeCustomer,
  makeFacts,
  makeFreshness,
  makeInvoice,
  makeSending,
  makeSettings,
  odd,
} from './make-facts.ts';

const today = '2026-11-22';
const day = fc.integer({ min: -60, max: 60 }).map((days) => addDays(today, days));
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const stepIds = ['a', 'b', 'c', 'd', 'e'];
const steps = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 })
  .map((days) =>
    days.map((count, index) => ({
      id: stepIds[index] ?? 'x',
      days: count,
      templateId: 'friendly',
      language: 'customer' as const,
      afterMinutes: 0,
      hour: 9,
    })),
  );
const settings = fc.record({
  condition: fc.constantFrom('overdue' as const, 'coming_due' as const),
  steps,
  customers: fc.record({
    mode: mostly<'only' | 'except'>('except', 'only'),
    customerIds: fc.subarray(['c-1', 'c-2', 'c-3']),
    includeChildren: fc.boolean(),
  }),
  memo: fc.record({
    mode: mostly<'off' | 'include' | 'ignore'>('off', 'include', 'ignore', odd('maybe')),
    token: fc.constantFrom('#no', '#NO', ''),
  }),
  createdBefore: fc.record({
    on: fc.option(day),
    field: fc.constantFrom('document' as const, 'entry' as const),
  }),
  type: mostly<RuleType>('due', 'new_invoice', 'summary'),
  autopay: mostly<'any' | 'on' | 'off'>('any', 'on', 'off', odd('maybe')),
  minimum: mostly<Record<string, number>>({}, { USD: 50_000 }),
  currencies: mostly<string[]>([], ['USD'], ['EUR']),
  languages: mostly<Language[]>([], ['en'], ['fr']),
  bundle: fc.boolean(),
  weekend: fc.constantFrom<WeekendShift>('usual', 'after', 'before', 'send'),
  missed: fc.record({
    mode: mostly<'newest' | 'never' | 'all'>('newest', 'never', 'all'),
    maxDays: mostly<number | null>(null, 0, 5, 30),
  }),
  terms: fc.record({
    off: fc.subarray(['net-30', 'net-60']),
    noTerms: fc.boolean(),
    newTerms: fc.boolean(),
    known: fc.subarray(['net-30', 'net-60']),
  }),
});
const invoice = fc.record({
  state: mostly<'open' | 'paid' | 'void' | 'deleted'>(
    'open',
    'paid',
    'void',
    'deleted',
    odd('draft'),
  ),
  documentOn: day,
  dueOn: fc.oneof(
    { weight: 9, arbitrary: day },
    { weight: 1, arbitrary: fc.constantFrom(null, 'soon') },
  ),
  currency: mostly<string | null>('USD', null),
  openMinor: mostly(100_000, 40_000, 0, -5, Number.NaN),
  termId: fc.constantFrom('net-30', 'net-60', 'net-7', null).map((id) => id && asId<TermId>(id)),
  customerId: mostly<CustomerId | null>(asId<CustomerId>('c-1'), asId<CustomerId>('c-2'), null),
  memoOnInvoice: fc.constantFrom('', 'x #No y'),
  email: mostly<string | null>(null, 'i@a.example', 'oops'),
});
const delivery: fc.Arbitrary<StepSent> = fc.record({
  stepId: fc.constantFrom(...stepIds),
  days: fc.integer({ min: 0, max: 30 }),
  state: fc.constantFrom('planned', 'claimed', 'sent', 'unknown'),
  onDate: day,
});

const freshness: fc.Arbitrary<Freshness> = mostly(
  makeFreshness(),
  makeFreshness({ stale: 'sync', readOn: '2026-11-20' }),
  makeFreshness({ stale: 'sync', readOn: null }),
  makeFreshness({ stale: 'payments', lastPaymentOn: '2026-10-01', paymentsWithinDays: 14 }),
  makeFreshness({ stale: 'payments', paymentsWithinDays: 1 }),
  makeFreshness({ stale: odd('perhaps') }),
);
/** Of invoices that were late before; most of them have a step of their own to begin with. */
export const arbitraryQuarantine: fc.Arbitrary<Quarantine> = fc.record({
  choice: fc.oneof(
    { weight: 4, arbitrary: fc.constant('start' as const) },
    { weight: 1, arbitrary: fc.constantFrom('skip' as const, 'by-rule' as const, odd('maybe')) },
  ),
  stepNumber: mostly<number | null>(1, 2, 3, 5, null),
  startOn: mostly<string | null>('2026-11-22', '2026-11-30', '2026-10-20', '2026-12-30', null),
});
const position: fc.Arbitrary<NetPosition> = fc.record({
  currency: fc.constant('USD'),
  openMinor: fc.constantFrom(100_000, 250_000, Number.NaN),
  creditMinor: fc.constantFrom(0, 100, 99_999, 100_000, 300_000),
});

/** Monday to Friday, with a holiday in the middle of the week. */
const workDays: SendingFacts['days'] = {
  isSendingDay: (day) => (day + 3) % 7 < 5 && day !== toEpochDay('2026-11-25'),
  onOrAfter: (day) => (workDays.isSendingDay(day) ? day : workDays.onOrAfter(day + 1)),
  onOrBefore: (day) => (workDays.isSendingDay(day) ? day : workDays.onOrBefore(day - 1)),
};
export const arbitrarySending: fc.Arbitrary<SendingFacts> = fc.record({
  days: mostly(makeSending().days, workDays),
  contactGapDays: fc.constantFrom(0, 0, 1, 3, 7),
  contactCap: mostly<SendingFacts['contactCap']>(null, { messages: 2, days: 7 }),
  credits: mostly<SendingFacts['credits']>('hold', 'show', 'net'),
  tolerances: mostly<Record<string, number>>({}, { USD: 40_000 }),
});
const lastDay = mostly<string | null>('2026-11-30', '2026-11-22', '2026-11-21', null, 'soon');
const mute: fc.Arbitrary<MuteFact> = fc.record({
  level: mostly<MuteFact['level']>('invoice', 'customer', 'organisation', odd('planet')),
  untilOn: lastDay,
  reason: fc.constantFrom('', 'asked for it'),
  by: fc.constant('Ana'),
});
const promise: fc.Arbitrary<PromiseFact> = fc.record({
  promisedOn: mostly('2026-11-25', '2026-11-10', '2026-11-19', 'soon'),
  graceDays: mostly(3, 0, 0.5),
  amountMinor: mostly<number | null>(null, 100),
});
const dispute: fc.Arbitrary<DisputeFact> = fc.record({
  amountMinor: mostly<number | null>(null, 100, 100_000, 200_000, Number.NaN),
  untilOn: lastDay,
  reason: fc.constantFrom('', 'damaged'),
  owner: fc.constantFrom('', 'Ana'),
});
const rarely = <T>(what: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: what });
/** Most invoices are silenced by nobody; of the others, by one or several ways. */
export const arbitrarySilence: fc.Arbitrary<Silence> = fc.record({
  mutes: fc.oneof(
    { weight: 4, arbitrary: fc.constant<MuteFact[]>([]) },
    { weight: 1, arbitrary: fc.array(mute, { minLength: 1, maxLength: 3 }) },
  ),
  promise: rarely(promise),
  dispute: rarely(dispute),
});

/** Facts of every kind, most of them near enough to a reminder that each gate decides some. */
export const arbitraryFacts: fc.Arbitrary<GateFacts> = fc
  .record({
    live: mostly(true, false),
    remindersOn: mostly(true, false),
    enabled: mostly(true, false),
    settings,
    invoice,
    isKnown: mostly(true, false),
    active: mostly(true, false),
    customerEmail: mostly<string | null>('c@a.example', null, 'oops'),
    sent: fc.array(delivery, { maxLength: 3 }),
    sending: arbitrarySending,
    ruleCreatedAt: fc.constantFrom(new Date('2026-09-01'), new Date('2026-10-20')),
    autopay: fc.record({ customerOn: fc.boolean(), eligible: mostly(true, false) }),
    contactedOn: fc.array(
      fc.integer({ min: -10, max: 1 }).map((days) => addDays(today, days)),
      { maxLength: 3 },
    ),
    ancestorIds: fc.subarray(['c-2', 'c-3']),
    createdOn: fc.option(day),
    freshness,
    quarantine: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 2, arbitrary: arbitraryQuarantine },
    ),
    position: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 2, arbitrary: position },
    ),
    silence: fc.oneof(
      { weight: 2, arbitrary: fc.constant(noSilence) },
      { weight: 1, arbitrary: arbitrarySilence },
    ),
    sendingMark: mostly<GateFacts['sendingMark']>(null, 'to-send', 'marked', 'sent', odd('maybe')),
  })
  .map((some) => ({
    ...makeFacts({
      organisation: {
        live: some.live,
        remindersOn: some.remindersOn,
        todayOn: today,
        freshness: some.freshness,
        sending: some.sending,
      },
    }),
    rule: {
      id: 'rule-1',
      version: 1,
      enabled: some.enabled,
      createdAt: some.ruleCreatedAt,
      settings: makeSettings(some.settings),
    },
    invoice: makeInvoice(some.invoice),
    createdOn: some.createdOn,
    customer: some.isKnown
      ? makeCustomer({
          active: some.active,
          email: some.customerEmail,
          ancestorIds: some.ancestorIds,
        })
      : null,
    quarantine: some.quarantine,
    position: some.position,
    autopay: some.autopay,
    contactedOn: some.contactedOn,
    sendingMark: some.sendingMark,
    silence: some.silence,
    sent: some.sent,
  }));

export function onDay(facts: GateFacts, todayOn: string): GateFacts {
  return { ...facts, organisation: { ...facts.organisation, todayOn } };
}
