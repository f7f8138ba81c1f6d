import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from '../../../domain/calendar/clock-time.ts';
import { leavesAt } from '../../../domain/calendar/leaves-at.ts';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import { fromEpochDay, localDateOf, toEpochDay } from '../../../domain/local-date.ts';

const usual = { sendFrom: '08:00', sendUntil: '18:00', weekdays: [1, 2, 3, 4, 5] };
const everyDay = [1, 2, 3, 4, 5, 6, 7];

function leaves(now: string, zone: string, change: object = {}, off: string[] = []): string {
  const settings = { ...usual, ...change };
  const calendar = prepareCalendar(settings, new Set(off));
  return leavesAt(new Date(now), zone, settings, calendar).toISOString();
}

describe('leavesAt', () => {
  it.each([
    // Monday in Toronto: before, at the first moment, within, at the last, and after the hours.
    ['2026-11-23T12:59:59.999Z', 'America/Toronto', '2026-11-23T13:00:00.000Z'],
    ['2026-11-23T13:00:00.000Z', 'America/Toronto', '2026-11-23T13:00:00.000Z'],
    ['2026-11-23T17:12:34.567Z', 'America/Toronto', '2026-11-23T17:12:34.567Z'],
    ['2026-11-23T22:59:59.999Z', 'America/Toronto', '2026-11-23T22:59:59.999Z'],
    ['2026-11-23T23:00:00.000Z', 'America/Toronto', '2026-11-24T13:00:00.000Z'],
    // Friday evening waits for Monday, on Friday still in UTC and already Saturday there (E40).
    ['2026-11-20T23:30:00.000Z', 'America/Toronto', '2026-11-23T13:00:00.000Z'],
    ['2026-11-20T20:30:00.000Z', 'Australia/Sydney', '2026-11-22T21:00:00.000Z'],
    ['2026-11-22T21:00:00.000Z', 'Australia/Sydney', '2026-11-22T21:00:00.000Z'],
    ['2026-11-23T02:29:00.000Z', 'Asia/Kolkata', '2026-11-23T02:30:00.000Z'],
    ['2026-11-24T03:59:59.999Z', 'Pacific/Honolulu', '2026-11-24T03:59:59.999Z'],
    ['2026-11-24T04:00:00.000Z', 'Pacific/Honolulu', '2026-11-24T18:00:00.000Z'],
    // Over the weekend on which the clocks change, 08:00 stays 08:00 (E38).
    ['2026-03-27T18:00:00.000Z', 'Europe/Brussels', '2026-03-30T06:00:00.000Z'],
    ['2026-10-23T17:00:00.000Z', 'Europe/Brussels', '2026-10-26T07:00:00.000Z'],
    ['2026-03-06T23:30:00.000Z', 'America/Toronto', '2026-03-09T12:00:00.000Z'],
    ['2026-10-30T23:30:00.000Z', 'America/Toronto', '2026-11-02T13:00:00.000Z'],
  ])('planned at %s in %s is %s (E39)', (now, zone, expected) => {
    expect(leaves(now, zone)).toBe(expected);
  });

  it.each([
    // The opening does not exist: the first moment after the jump.
    ['2026-03-29T00:30:00.000Z', '02:30', '18:00', '2026-03-29T01:00:00.000Z'],
    // Open and close are both jumped over: that day has no hours.
    ['2026-03-29T00:30:00.000Z', '02:10', '02:50', '2026-03-30T00:10:00.000Z'],
    // The closing comes twice: the first time counts, and the second hour is after it.
    ['2026-10-25T00:29:59.999Z', '01:00', '02:30', '2026-10-25T00:29:59.999Z'],
    ['2026-10-25T01:15:00.000Z', '01:00', '02:30', '2026-10-26T00:00:00.000Z'],
    // The opening comes twice: open from its first coming.
    ['2026-10-25T00:15:00.000Z', '02:30', '18:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T01:00:00.000Z', '02:30', '18:00', '2026-10-25T01:00:00.000Z'],
  ])(
    'on the days of change in Brussels, at %s with %s to %s, is %s (E39)',
    (now, from, until, at) => {
      const change = { sendFrom: from, sendUntil: until, weekdays: everyDay };
      expect(leaves(now, 'Europe/Brussels', change)).toBe(at);
    },
  );

  it('jumps over holidays, also over the end of a year (E41)', () => {
    const off = ['2026-12-25', '2026-12-28', '2027-01-01'];
    expect(leaves('2026-12-24T23:30:00Z', 'America/Toronto', {}, off)).toBe(
      '2026-12-29T13:00:00.000Z',
    );
    expect(leaves('2026-12-31T23:30:00Z', 'America/Toronto', {}, off)).toBe(
      '2027-01-04T13:00:00.000Z',
    );
  });

  it('takes the usual hours and week for settings under which nothing would ever leave', () => {
    const never = { sendFrom: '18:00', sendUntil: '08:00', weekdays: [] };
    expect(leaves('2026-11-21T12:00:00Z', 'UTC', never)).toBe('2026-11-23T08:00:00.000Z');
  });

  const zones = [
    'Europe/Brussels',
    'America/Toronto',
    'Australia/Sydney',
    'Asia/Kolkata',
    'Pacific/Honolulu',
    'Pacific/Apia',
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map((at) => at.map(two).join(':'));
  const hours = fc
    .tuple(clock, clock)
    .filter(([from, until]) => from !== until)
    .map((pair) => pair.toSorted() as [string, string]);
  const instant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) });
  const world = fc.record({
    zone: fc.constantFrom(...zones),
    hours,
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    off: fc.array(fc.integer({ min: 20_000, max: 21_300 }).map(fromEpochDay), { maxLength: 40 }),
  });

  it('is never in the past, always within the hours of a sending day, and the first such moment', () => {
    fc.assert(
      fc.property(instant, world, (ms, { zone, hours: [sendFrom, sendUntil], weekdays, off }) => {
        const settings = { sendFrom, sendUntil };
        const calendar = prepareCalendar({ weekdays }, new Set(off));
        const at = leavesAt(new Date(ms), zone, settings, calendar);
        const on = localDateOf(at, zone);
        expect(at.getTime()).toBeGreaterThanOrEqual(ms);
        expect(calendar.isSendingDay(toEpochDay(on))).toBe(true);
        expect(at >= instantOf(on, sendFrom, zone) && at < instantOf(on, sendUntil, zone)).toBe(
          true,
        );
        expect(leavesAt(at, zone, settings, calendar)).toEqual(at);
        if (at.getTime() > ms) expect(at).toEqual(instantOf(on, sendFrom, zone));
      }),
    );
  });

  it('never lets a message that is planned later leave earlier', () => {
    fc.assert(
      fc.property(
        instant,
        fc.nat({ max: 200_000_000 }),
        world,
        (ms, later, { zone, hours, ...rest }) => {
          const settings = { sendFrom: hours[0], sendUntil: hours[1] };
          const calendar = prepareCalendar(rest, new Set(rest.off));
          const first = leavesAt(new Date(ms), zone, settings, calendar);
          const second = leavesAt(new Date(ms + later), zone, settings, calendar);
          expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
        },
      ),
    );
  });
});
