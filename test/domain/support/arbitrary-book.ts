import fc from 'fast-check';
import type { SendingClock } from '../../../domain/calendar/message-leaves-at.ts';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import type { CustomerFacts, OrganisationFacts, SendingFacts } from '../../../domain/gates/gate.ts';
import type { CustomerId, InvoiceId } from '../../../domain/ids.ts';
import { addDays, localDateOf } from '../../../domain/local-date.ts';
import type { InvoiceFacts, KnownDelivery } from '../../../domain/rules/plan-invoice.ts';
import { prepareRule, type PreparedRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { arbitraryQuarantine } from './arbitrary-facts.ts';
import { makeCustomer, makeFacts, makeSettings } from './make-facts.ts';

/** Some customers with their invoices, the rules over them, and one instant from which the days are played. */
export interface Book {
  organisation: OrganisationFacts;
  rules: PreparedRule[];
  clock: SendingClock;
  invoices: InvoiceFacts[];
  /** When what is planned already may leave. */
  planned: Map<string, { leavesAt: Date; occurrenceOn: null }>;
  untilOn: string;
}

const customer = fc.record({
  email: fc.constantFrom('a@x.example', 'b@x.example', null),
  parent: fc.constantFrom(null, 'billed', 'apart'),
  language: fc.constantFrom(null, 'fr' as const),
  credit: fc.constantFrom(0, 0, 0, 60_000),
  contactedDaysAgo: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 2 }),
});
const invoice = fc.record({
  customer: fc.nat(3),
  late: fc.integer({ min: -40, max: 30 }),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  state: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'paid' as const),
  email: fc.constantFrom(null, null, 'i@x.example'),
  enteredDaysAgo: fc.integer({ min: 0, max: 60 }),
  quarantine: fc.option(arbitraryQuarantine, { freq: 6 }),
  known: fc.option(
    fc.record({
      rule: fc.nat(2),
      step: fc.nat(2),
      daysAgo: fc.integer({ min: 0, max: 20 }),
      state: fc.constantFrom('planned', 'sent', 'unknown', 'refused', 'skipped'),
      leavesInHours: fc.integer({ min: -2, max: 60 }),
    }),
  ),
  moved: fc.option(
    fc.record({ rule: fc.nat(2), step: fc.nat(2), inDays: fc.integer({ min: -3, max: 20 }) }),
    {
      freq: 4,
    },
  ),
});
const rule = fc.record({
  type: fc.constantFrom('due' as const, 'due' as const, 'new_invoice' as const, 'summary' as const),
  condition: fc.constantFrom('overdue' as const, 'coming_due' as const),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 }),
  minutes: fc.constantFrom(0, 120, 2_000),
  hour: fc.constantFrom(7, 9, 20),
  bundle: fc.boolean(),
  weekend: fc.constantFrom('usual' as const, 'after' as const, 'before' as const, 'send' as const),
  missed: fc.record({
    mode: fc.constantFrom('newest' as const, 'never' as const, 'all' as const),
    maxDays: fc.constantFrom(null, 3, 15),
  }),
});
const sending = fc.record({
  weekdays: fc.constantFrom<number[]>([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7], [2, 4]),
  holidays: fc.subarray(['2026-11-25', '2026-12-25', '2026-12-28']),
  gap: fc.constantFrom(0, 1, 3, 7),
  cap: fc.constantFrom<SendingFacts['contactCap']>(null, null, { messages: 2, days: 7 }),
  hours: fc.constantFrom<string[]>(['08:00', '18:00'], ['00:00', '23:59'], ['02:15', '02:45']),
});

type Some<A> = A extends fc.Arbitrary<infer T> ? T : never;

export const arbitraryBook: fc.Arbitrary<Book> = fc
  .record({
    customers: fc.array(customer, { minLength: 4, maxLength: 4 }),
    invoices: fc.array(invoice, { minLength: 1, maxLength: 8 }),
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
    sending,
    zone: fc.constantFrom('America/Toronto', 'Europe/Brussels', 'Asia/Kolkata', 'Pacific/Auckland'),
    /** Around the change of clocks in North America, and the end of the year. */
    now: fc.integer({ min: 0, max: 60 * 24 }).map((hours) => Date.UTC(2026, 9, 22, hours)),
    playDays: fc.integer({ min: 1, max: 45 }),
  })
  .map((some) => {
    const now = new Date(some.now);
    const todayOn = localDateOf(now, some.zone);
    const days = prepareCalendar(some.sending, new Set(some.sending.holidays));
    const { organisation } = makeFacts();
    const rules = some.rules.map(toRule);
    const planned: Book['planned'] = new Map();
    const customers = some.customers.map(toCustomer);
    const invoices = some.invoices.map((one, index) => {
      const facts = toInvoice(one, index, { customers, some, rules, todayOn });
      const leavesAt = new Date(some.now + (one.known?.leavesInHours ?? 0) * 3_600_000);
      for (const { id } of facts.known) planned.set(id, { leavesAt, occurrenceOn: null });
      return facts;
    });
    const [sendFrom = '', sendUntil = ''] = some.sending.hours;
    return {
      organisation: {
        ...organisation,
        todayOn,
        sending: {
          ...organisation.sending,
          days,
          contactGapDays: some.sending.gap,
          contactCap: some.sending.cap,
        },
      },
      rules,
      clock: { now, todayOn, timeZone: some.zone, hours: { sendFrom, sendUntil }, days },
      invoices,
      planned,
      untilOn: addDays(todayOn, some.playDays),
    };
  });

function toRule(one: Some<typeof rule>, index: number): PreparedRule {
  const settings: Partial<RuleSettings> = {
    type: one.type,
    condition: one.condition,
    bundle: one.bundle,
    weekend: one.weekend,
    missed: one.missed,
    steps: one.days.map((days, place) => ({
      id: `r${index}-s${place}`,
      days: one.type === 'new_invoice' ? 0 : days,
      templateId: 'friendly',
      language: 'customer' as const,
      afterMinutes: one.type === 'new_invoice' ? one.minutes + place * 1_500 : 0,
      hour: one.hour,
    })),
  };
  const createdAt = new Date('2026-10-01T12:00:00Z');
  const named = makeSettings({ name: `Rule ${index}`, ...settings });
  return prepareRule({ id: `r${index}`, version: 1, enabled: true, createdAt, settings: named });
}

/** The last two may be billed with the first one, or only stand below it (E28). */
function toCustomer(one: Some<typeof customer>, index: number): CustomerFacts {
  const parentId = index >= 2 && one.parent !== null ? ('c-0' as CustomerId) : null;
  return makeCustomer({
    id: `c-${index}` as CustomerId,
    email: one.email,
    language: one.language,
    parentId,
    billWithParent: parentId !== null && one.parent === 'billed',
    ancestorIds: parentId ? [parentId] : [],
  });
}

interface Around {
  customers: CustomerFacts[];
  some: { customers: Some<typeof customer>[] };
  rules: PreparedRule[];
  todayOn: string;
}

function toInvoice(one: Some<typeof invoice>, index: number, around: Around): InvoiceFacts {
  const { customers, some, rules, todayOn } = around;
  const owner = customers[one.customer] ?? makeCustomer();
  const chased = owner.billWithParent ? 0 : one.customer;
  const { credit = 0, contactedDaysAgo = [] } = some.customers[chased] ?? {};
  const createdOn = addDays(todayOn, -one.enteredDaysAgo);
  const {
    organisation: _organisation,
    rule: _rule,
    sent: _sent,
    plannedOn: _plannedOn,
    ...rest
  } = makeFacts({
    invoice: {
      id: `i-${index}` as InvoiceId,
      number: `${1000 + index}`,
      customerId: owner.id,
      dueOn: addDays(todayOn, -one.late),
      currency: one.currency,
      state: one.state,
      email: one.email,
      booksCreatedAt: new Date(`${createdOn}T20:00:00Z`),
    },
    createdOn,
    quarantine: one.quarantine,
    position:
      credit > 0 ? { currency: one.currency, openMinor: 250_000, creditMinor: credit } : null,
    contactedOn: contactedDaysAgo.map((days) => addDays(todayOn, -days)),
  });
  const moved = one.moved && stepAt(rules, one.moved);
  return {
    ...rest,
    customer: owner,
    parent: owner.billWithParent ? (customers[0] ?? null) : null,
    known: toKnown(one, index, around),
    ...(moved && {
      moved: [
        {
          stepId: moved.step.id,
          occurrenceOn: null,
          toOn: addDays(todayOn, one.moved?.inDays ?? 0),
        },
      ],
    }),
  };
}

function toKnown(
  { known }: Some<typeof invoice>,
  index: number,
  { rules, todayOn }: Around,
): KnownDelivery[] {
  const at = known && stepAt(rules, known);
  if (!at) return [];
  return [
    {
      id: `d-${index}`,
      ruleId: at.rule.id,
      stepId: at.step.id,
      days: at.step.days,
      reminderClass: at.rule.reminderClass,
      state: known.state as KnownDelivery['state'],
      onDate: addDays(todayOn, -known.daysAgo),
    },
  ];
}

function stepAt(rules: PreparedRule[], wanted: { rule: number; step: number }) {
  const rule = rules[wanted.rule % rules.length];
  const step = rule?.settings.steps[wanted.step % rule.settings.steps.length];
  return rule && step ? { rule, step } : null;
}
