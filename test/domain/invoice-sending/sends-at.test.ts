import { describe, expect, it } from '@jest/globals';
import { lastCutOffDay, runDayOf, sendsAt } from '../../../domain/invoice-sending/sends-at.ts';

/** 23 Nov 2026 is a Monday. */
const monday = '2026-11-23';
const workDays = [1, 2, 3, 4, 5];
const sent = (
  seenAt: string,
  { documentOn = monday, delayDays = 0, weekdays = workDays, cutOff = '06:30' } = {},
): string | null =>
  sendsAt(
    { firstSeenAt: new Date(seenAt), documentOn },
    { delayDays, weekdays, cutOff },
  )?.toISOString() ?? null;

describe('the day on which an invoice is sent by itself (UF-8, E42)', () => {
  it.each([
    ['midnight', '2026-11-23T00:00:00.000Z', {}, '2026-11-23'],
    ['06:29:59.999', '2026-11-23T06:29:59.999Z', {}, '2026-11-23'],
    ['06:30:00.000', '2026-11-23T06:30:00.000Z', {}, '2026-11-24'],
    ['the last instant of a day', '2026-11-23T23:59:59.999Z', {}, '2026-11-24'],
    ['Friday 06:29', '2026-11-27T06:29:00Z', {}, '2026-11-27'],
    ['Friday 06:31', '2026-11-27T06:31:00Z', {}, '2026-11-30'],
    ['Saturday 05:00', '2026-11-28T05:00:00Z', {}, '2026-11-30'],
    ['Sunday 23:00', '2026-11-29T23:00:00Z', {}, '2026-11-30'],
    ['Saturday 05:00, Saturdays open', '2026-11-28T05:00:00Z', { weekdays: [6] }, '2026-11-28'],
    ['Saturday 06:30, Saturdays only', '2026-11-28T06:30:00Z', { weekdays: [6] }, '2026-12-05'],
    ['31 December 06:29', '2026-12-31T06:29:00Z', {}, '2026-12-31'],
    ['31 December 06:31', '2026-12-31T06:31:00Z', {}, '2027-01-01'],
    ['31 December, Friday 06:31', '2027-12-31T06:31:00Z', {}, '2028-01-03'],
    ['29 February', '2028-02-28T12:00:00Z', {}, '2028-02-29'],
    ['noon, issued tomorrow', '2026-11-23T12:00:00Z', { documentOn: '2026-11-24' }, '2026-11-24'],
    ['noon, issued next week', '2026-11-23T12:00:00Z', { documentOn: '2026-12-02' }, '2026-12-02'],
    [
      'noon, issued on Saturday',
      '2026-11-23T12:00:00Z',
      { documentOn: '2026-11-28' },
      '2026-11-30',
    ],
    ['noon, issued long ago', '2026-11-23T12:00:00Z', { documentOn: '2026-01-05' }, '2026-11-24'],
    ['a delay of a day', '2026-11-23T05:00:00Z', { delayDays: 1 }, '2026-11-24'],
    ['a delay that ends on Saturday', '2026-11-23T05:00:00Z', { delayDays: 5 }, '2026-11-30'],
    ['Saturday, then a delay of a day', '2026-11-28T05:00:00Z', { delayDays: 1 }, '2026-12-01'],
    [
      'a delay after a future issue date',
      '2026-11-23T05:00:00Z',
      { documentOn: '2026-11-26', delayDays: 2 },
      '2026-11-30',
    ],
  ])('seen at %s', (_case, seenAt, wanted, expected) => {
    expect(sent(seenAt, wanted)).toBe(`${expected}T06:30:00.000Z`);
  });

  it.each([
    ['no weekday is open', '2026-11-23T05:00:00Z', { weekdays: [] }],
    ['the issue date is none', '2026-11-23T05:00:00Z', { documentOn: '2026-02-30' }],
    ['the instant is none', 'soon', {}],
  ])('is none when %s', (_case, seenAt, wanted) => {
    expect(sent(seenAt, wanted)).toBeNull();
  });
});

describe('the day whose automatic run is due (E42, E43)', () => {
  it.each([
    ['before the cut-off', '2026-11-24T06:29:59.999Z', '06:30', '2026-11-23'],
    ['at the cut-off', '2026-11-24T06:30:00.000Z', '06:30', '2026-11-24'],
    ['with a cut-off of the owner’s', '2026-11-24T14:59:00Z', '15:00', '2026-11-23'],
    ['on a Saturday', '2026-11-28T09:00:00Z', '06:30', null],
    [
      'on a Saturday before the cut-off, after a Friday without a worker',
      '2026-11-28T05:00:00Z',
      '06:30',
      null,
    ],
    ['on a Monday before the cut-off', '2026-11-30T06:00:00Z', '06:30', null],
    ['on a Monday after it', '2026-11-30T06:30:00Z', '06:30', '2026-11-30'],
  ])('%s', (_case, now, cutOff, expected) => {
    expect(runDayOf(new Date(now), { weekdays: workDays, cutOff })).toBe(expected);
  });

  it('is told from the last cut-off that has passed, on whatever day', () => {
    const at = (now: string) => lastCutOffDay(new Date(now), { cutOff: '06:30' });
    expect(at('2026-11-30T06:29:59.999Z')).toBe('2026-11-29');
    expect(at('2026-11-30T06:30:00Z')).toBe('2026-11-30');
  });
});
