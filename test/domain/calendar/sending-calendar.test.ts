import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import { fromEpochDay, toEpochDay } from '../../../domain/local-date.ts';

const usual = [1, 2, 3, 4, 5];

describe('a sending calendar', () => {
  it.each([
    // 23 Nov 2026 is a Monday.
    [usual, [], '2026-11-23', '2026-11-23', '2026-11-23'],
    [usual, [], '2026-11-21', '2026-11-23', '2026-11-20'],
    [usual, [], '2026-11-22', '2026-11-23', '2026-11-20'],
    [usual, ['2026-11-23'], '2026-11-21', '2026-11-24', '2026-11-20'],
    [usual, ['2026-12-25', '2026-12-28'], '2026-12-25', '2026-12-29', '2026-12-24'],
    [[6], [], '2026-11-23', '2026-11-28', '2026-11-21'],
    [[7], ['2026-11-22'], '2026-11-22', '2026-11-29', '2026-11-15'],
    [[1, 2, 3, 4, 5, 6, 7], [], '2026-11-22', '2026-11-22', '2026-11-22'],
    // Over the end of a year and a leap day.
    [usual, ['2026-12-31', '2027-01-01'], '2026-12-31', '2027-01-04', '2026-12-30'],
    [[2], [], '2028-02-29', '2028-02-29', '2028-02-29'],
    // Before 1970, where the remainder of a division is negative: 28 Dec 1969 is a Sunday.
    [usual, [], '1969-12-28', '1969-12-29', '1969-12-26'],
    // No weekday at all counts as the usual week.
    [[], [], '2026-11-21', '2026-11-23', '2026-11-20'],
  ])(
    'with weekdays %j and holidays %j moves %s to %s and %s (E41)',
    (weekdays, off, on, next, last) => {
      const calendar = prepareCalendar({ weekdays }, new Set(off));
      const day = toEpochDay(on);
      expect(fromEpochDay(calendar.onOrAfter(day))).toBe(next);
      expect(fromEpochDay(calendar.onOrBefore(day))).toBe(last);
      expect(calendar.isSendingDay(day)).toBe(next === on);
    },
  );

  it('answers with the nearest sending day on either side, for any week and holidays', () => {
    const day = fc.integer({ min: 18_000, max: 25_000 });
    const off = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
    const week = fc.uniqueArray(fc.integer({ min: 1, max: 7 }));
    fc.assert(
      fc.property(day, off, week, (from, offsets, weekdays) => {
        const holidays = new Set(offsets.map((offset) => fromEpochDay(from + offset - 20)));
        const calendar = prepareCalendar({ weekdays }, holidays);
        const next = calendar.onOrAfter(from);
        const last = calendar.onOrBefore(from);
        expect([next >= from, last <= from]).toEqual([true, true]);
        for (const found of [next, last]) {
          expect(calendar.isSendingDay(found)).toBe(true);
          expect(holidays.has(fromEpochDay(found))).toBe(false);
        }
        for (let between = last + 1; between < next; between++)
          expect(calendar.isSendingDay(between)).toBe(false);
      }),
    );
  });

  it('answers NaN for what is no day', () => {
    const { isSendingDay, onOrAfter, onOrBefore } = prepareCalendar({ weekdays: usual }, new Set());
    expect([onOrAfter(Number.NaN), onOrBefore(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
    expect(isSendingDay(Number.NaN)).toBe(false);
  });
});
