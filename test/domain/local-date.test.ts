import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  fromEpochDay,
  isLocalDate,
  localDateOf,
  startOfDay,
  toEpochDay,
} from '../../domain/local-date.ts';

describe('days', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00', false],
    ['', false],
  ])('%s exists: %s', (text, expected) => {
    expect(isLocalDate(text)).toBe(expected);
  });

  it.each([
    ['2026-03-28', 3, '2026-03-31'], // E38
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s and %d days is %s', (on, days, expected) => {
    expect(addDays(on, days)).toBe(expected);
    expect(daysBetween(on, expected)).toBe(days);
  });

  it('go there and back for every day of four centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -70_000, max: 80_000 }), (epochDay) => {
        const on = new Date(epochDay * 86_400_000).toISOString().slice(0, 10);
        expect([fromEpochDay(epochDay), toEpochDay(on)]).toEqual([on, epochDay]);
      }),
    );
  });

  it('stay right when more days are asked for than are remembered', () => {
    for (let day = 0; day < 25_000; day++) expect(toEpochDay(fromEpochDay(day))).toBe(day);
  });

  it('are NaN and empty for what is no day', () => {
    expect([toEpochDay('soon'), fromEpochDay(Number.NaN)]).toEqual([Number.NaN, '']);
  });
});

describe('startOfDay', () => {
  it.each([
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-03-29', 'Europe/Brussels', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Brussels', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/Toronto', '2026-11-01T04:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'], // midnight does not exist (E39)
    ['2026-11-22', 'Asia/Kolkata', '2026-11-21T18:30:00.000Z'],
  ])('%s in %s', (on, zone, expected) => {
    const start = startOfDay(on, zone);
    expect(start.toISOString()).toBe(expected);
    expect(localDateOf(start, zone)).toBe(on);
    expect(localDateOf(new Date(start.getTime() - 1), zone)).toBe(addDays(on, -1));
  });
});
