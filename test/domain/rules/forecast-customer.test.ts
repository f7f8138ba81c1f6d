import { describe, expect, it } from '@jest/globals';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import {
  CustomerForecast,
  type Forecast,
  type ForecastInput,
} from '../../../domain/rules/forecast-customer.ts';
import { ForecastDays } from '../../../domain/rules/forecast-days.ts';
import type { InvoiceFacts, KnownDelivery } from '../../../domain/rules/plan-invoice.ts';
import { prepareRule, type PreparedRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { makeFacts, makeSending, makeSettings, makeSteps } from '../support/make-facts.ts';

const TODAY = '2026-11-22';

/** Days 3, 10 and 20; the steps of two rules are never the same. */
function rule(id: string, wanted: Partial<RuleSettings> & { days?: number[] } = {}): PreparedRule {
  const { days = [3, 10, 20], ...others } = wanted;
  const steps = makeSteps(...days).map((step) => ({ ...step, id: `${id}-${step.id}` }));
  const settings = makeSettings({ steps, ...others });
  return prepareRule({ id, version: 1, enabled: true, createdAt: new Date(0), settings });
}

function invoice(id: string, wanted: Parameters<typeof makeFacts>[0] = {}): InvoiceFacts {
  const {
    organisation: _organisation,
    rule: _rule,
    sent: _sent,
    plannedOn: _plannedOn,
    ...rest
  } = makeFacts({ ...wanted, invoice: { id: id as InvoiceId, ...wanted.invoice } });
  return { ...rest, known: [] };
}

interface Wanted extends Partial<ForecastInput> {
  rules?: PreparedRule[];
  gap?: number;
  weekdays?: number[];
}

function play(invoices: InvoiceFacts[], wanted: Wanted = {}): Forecast {
  const { gap = 0, weekdays = [1, 2, 3, 4, 5, 6, 7], ...input } = wanted;
  const days = prepareCalendar({ weekdays }, new Set());
  const sending = makeSending({ days, contactGapDays: gap });
  const { organisation } = makeFacts({ organisation: { todayOn: TODAY, sending } });
  const clock = {
    now: new Date('2026-11-22T17:00:00Z'),
    todayOn: TODAY,
    timeZone: 'America/Toronto',
    hours: { sendFrom: '08:00', sendUntil: '18:00' },
    days,
  };
  return new CustomerForecast(
    {
      days: new ForecastDays(organisation, clock),
      rules: [rule('a')],
      untilOn: '2026-12-31',
      planned: new Map(),
      digest: (text) => text,
      ...input,
    },
    invoices,
  ).play();
}

const inWords = ({ messages }: Forecast) =>
  messages.map(
    ({ onDate, parts }) =>
      `${onDate}: ${parts.map(({ candidate, step }) => `${candidate.invoice.id} day ${step.days}`).join(', ')}`,
  );
const holds = ({ held }: Forecast) =>
  held.map(
    ({ onDate, untilOn, candidate, because }) =>
      `${onDate} ${candidate.invoice.id} ${because.reason} until ${untilOn}`,
  );

const planned = (id: string, wanted: Partial<KnownDelivery> = {}): KnownDelivery => ({
  id,
  ruleId: 'a',
  stepId: 'a-day-10',
  days: 10,
  reminderClass: 'overdue',
  state: 'planned',
  onDate: TODAY,
  ...wanted,
});

describe('the days ahead of one customer', () => {
  it('bring each step once, on its day', () => {
    expect(inWords(play([invoice('1')]))).toEqual(['2026-11-22: 1 day 10', '2026-12-02: 1 day 20']);
  });

  it('put what is due on one day into one message, the furthest step first (idea 5)', () => {
    const younger = invoice('2', { invoice: { dueOn: '2026-11-29' } });
    expect(inWords(play([younger, invoice('1')]))).toEqual([
      '2026-11-22: 1 day 10',
      '2026-12-02: 1 day 20, 2 day 3',
      '2026-12-09: 2 day 10',
      '2026-12-19: 2 day 20',
    ]);
  });

  it('hold the second currency of a day back for the gap, and say until when (E7, idea 20)', () => {
    const euros = invoice('2', { invoice: { currency: 'EUR' } });
    const wanted = play([invoice('1'), euros], { gap: 2, untilOn: '2026-11-30' });
    expect(inWords(wanted)).toEqual(['2026-11-22: 2 day 10', '2026-11-24: 1 day 10']);
    expect(holds(wanted)).toEqual(['2026-11-22 1 too-soon until 2026-11-24']);
  });

  it('hold what has no address for a person, once (E30)', () => {
    const nobody = invoice('1', { customer: { email: null } });
    const wanted = play([nobody], { untilOn: '2026-11-30' });
    expect([inWords(wanted), holds(wanted)]).toEqual([[], ['2026-11-22 1 no-address until null']]);
  });

  it('hold a step over days without sending (E41)', () => {
    const wanted = play([invoice('1')], { weekdays: [3], untilOn: '2026-11-30' });
    expect(inWords(wanted)).toEqual(['2026-11-25: 1 day 10']);
  });

  it('stop on the day an invoice is paid, also for what is planned', () => {
    const both = [invoice('1'), invoice('2')];
    expect(inWords(play(both, { paidOn: new Map([['1', '2026-12-01']]) }))).toEqual([
      '2026-11-22: 1 day 10, 2 day 10',
      '2026-12-02: 2 day 20',
    ]);
    expect(inWords(play(both, { paidOn: new Map([['1', TODAY]]) }))[0]).toBe(
      '2026-11-22: 2 day 10',
    );
  });

  it('count a payment against what is left of a credit (E4)', () => {
    const position = { currency: 'USD', openMinor: 200_000, creditMinor: 100_000 };
    const both = [invoice('1', { position }), invoice('2', { position })];
    expect(inWords(play(both, { paidOn: new Map([['1', TODAY]]) }))).toEqual([]);
  });

  it.each<[string, KnownDelivery, string]>([
    ['leaves when it was to leave', planned('d'), '2026-11-23: 1 day 10'],
    ['in a worker’s hands leaves', planned('d', { state: 'claimed' }), '2026-11-23: 1 day 10'],
    ['of a rule that is gone does not', planned('d', { ruleId: 'gone' }), '2026-11-22: 1 day 10'],
  ])('begin with what is planned: a message %s', (_case, known, expected) => {
    const facts = { ...invoice('1'), known: [known] };
    const leavesAt = new Date('2026-11-23T15:00:00Z');
    const queue = new Map([['d', { leavesAt, occurrenceOn: null }]]);
    expect(inWords(play([facts], { planned: queue }))[0]).toBe(expected);
  });

  it('name the delivery of what is planned, and none for what is only foretold', () => {
    const facts = { ...invoice('1'), known: [planned('d')] };
    const ids = play([facts]).messages.map(({ parts }) => parts[0].deliveryId);
    expect(ids).toEqual(['d', null]);
  });

  it('go over a step that a person left out, and not over those before and after it', () => {
    const skipped = planned('d', { state: 'skipped', stepId: 'a-day-20', days: 20 });
    const facts = { ...invoice('1'), known: [skipped] };
    const longer = [rule('a', { days: [3, 10, 20, 30] })];
    expect(inWords(play([facts], { rules: longer }))).toEqual([
      '2026-11-22: 1 day 10',
      '2026-12-12: 1 day 30',
    ]);
  });

  it('bring a step that a person moved on the day they chose', () => {
    const moved = [{ stepId: 'a-day-10', occurrenceOn: null, toOn: '2026-11-27' }];
    const facts = {
      ...invoice('1'),
      moved,
      known: [planned('x', { stepId: 'a-day-3', days: 3, state: 'sent', onDate: '2026-11-15' })],
    };
    expect(inWords(play([facts]))).toEqual(['2026-11-27: 1 day 10', '2026-12-02: 1 day 20']);
  });

  it('bring a message of two hundred invoices, and the others in another one', () => {
    const many = Array.from({ length: 201 }, (_, index) => invoice(String(1000 + index)));
    const sizes = play(many, { untilOn: TODAY }).messages.map(({ parts }) => parts.length);
    expect(sizes).toEqual([200, 1]);
  });

  it('bring one message for each customer’s account summary and month', () => {
    const summary = rule('s', { type: 'summary', days: [1] });
    const wanted = play([invoice('1'), invoice('2')], { rules: [summary] });
    expect(inWords(wanted).slice(-1)).toEqual(['2026-12-01: 1 day 1, 2 day 1']);
  });
});
