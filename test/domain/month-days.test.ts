import { describe, expect, it } from '@jest/globals';
import { fromEpochDay, toEpochDay } from '../../domain/local-date.ts';
import { monthDaysAround } from '../../domain/month-days.ts';

const around = (todayOn: string, day: number) =>
  monthDaysAround(toEpochDay(todayOn), day).map(fromEpochDay);

describe('monthDaysAround', () => {
  it.each([
    ['2026-11-22', 1, ['2026-10-01', '2026-11-01', '2026-12-01', '2027-01-01']],
    ['2027-01-31', 31, ['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31']],
    ['2028-02-29', 30, ['2028-01-30', '2028-02-29', '2028-03-30', '2028-04-30']],
  ])('on %s, day %s: %j', (todayOn, day, expected) => {
    expect(around(todayOn, day)).toEqual(expected);
  });
});
