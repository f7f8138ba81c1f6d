import { describe, expect, it } from '@jest/globals';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import { ForecastDays } from '../../../domain/rules/forecast-days.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import type { Step } from '../../../domain/rules/rule.ts';
import { makeFacts, makeInvoice, makeSettings } from '../support/make-facts.ts';

/** Friday 30 October 2026, eleven in the morning in Toronto; the clocks go back on Sunday. */
const now = new Date('2026-10-30T15:00:00Z');
const { organisation } = makeFacts({ organisation: { todayOn: '2026-10-30' } });
const days = new ForecastDays(organisation, {
  now,
  todayOn: '2026-10-30',
  timeZone: 'America/Toronto',
  hours: { sendFrom: '08:00', sendUntil: '18:00' },
  days: prepareCalendar({ weekdays: [1, 2, 3, 4, 5] }, new Set()),
});
const settings = makeSettings({ weekend: 'send' });
const rule = prepareRule({ id: 'r', version: 1, enabled: true, createdAt: now, settings });
const [step] = settings.steps as [Step];
const leaves = (at: Date) => days.leavesAt({ rule, step }, makeInvoice(), at).toISOString();

describe('the days of a forecast', () => {
  it('begin now, then with each local day, over a change of the clocks as well (E38, E40)', () => {
    const starts = ['2026-10-30', '2026-10-31', '2026-11-02'].map((day) => days.startOf(day));
    expect(starts.map((at) => at.toISOString())).toEqual([
      '2026-10-30T15:00:00.000Z',
      '2026-10-31T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ]);
    expect(starts.map((at) => days.dayOf(at))).toEqual(['2026-10-30', '2026-10-31', '2026-11-02']);
  });

  it('differ in nothing but the day', () => {
    const later = days.factsOn('2026-12-24');
    expect(later).toEqual({ ...organisation, todayOn: '2026-12-24' });
    expect(days.factsOn('2026-12-24')).toBe(later);
  });

  it('have their own hours, in winter time after the change (E39)', () => {
    const from = ['2026-10-30', '2026-10-31', '2026-11-02'].map((day) => leaves(days.startOf(day)));
    expect(from).toEqual([
      '2026-10-30T15:00:00.000Z',
      '2026-10-31T12:00:00.000Z',
      '2026-11-02T13:00:00.000Z',
    ]);
  });
});
