import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from '../../../domain/calendar/clock-time.ts';
import { fromEpochDay, localDateOf } from '../../../domain/local-date.ts';

describe('instantOf', () => {
  it.each([
    ['2026-11-22', '08:00', 'UTC', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22', '00:00', 'Asia/Kolkata', '2026-11-21T18:30:00.000Z'],
    ['2026-11-22', '23:59', 'Pacific/Honolulu', '2026-11-23T09:59:00.000Z'],
    // Last Sunday of March: the clocks go from 02:00 to 03:00 at 01:00Z.
    ['2026-03-29', '01:59', 'Europe/Brussels', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '02:00', 'Europe/Brussels', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '02:30', 'Europe/Brussels', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '03:00', 'Europe/Brussels', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '03:01', 'Europe/Brussels', '2026-03-29T01:01:00.000Z'],
    ['2026-03-28', '08:00', 'Europe/Brussels', '2026-03-28T07:00:00.000Z'],
    ['2026-03-30', '08:00', 'Europe/Brussels', '2026-03-30T06:00:00.000Z'],
    // Last Sunday of October: 02:00 to 03:00 comes twice, and the first time counts.
    ['2026-10-25', '01:59', 'Europe/Brussels', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25', '02:00', 'Europe/Brussels', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Brussels', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', 'Europe/Brussels', '2026-10-25T02:00:00.000Z'],
    ['2026-03-08', '02:15', 'America/Toronto', '2026-03-08T07:00:00.000Z'],
    ['2026-03-08', '08:00', 'America/Toronto', '2026-03-08T12:00:00.000Z'],
    ['2026-11-01', '01:30', 'America/Toronto', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01', '08:00', 'America/Toronto', '2026-11-01T13:00:00.000Z'],
    // South of the equator it is the other way round.
    ['2026-10-04', '02:30', 'Australia/Sydney', '2026-10-03T16:00:00.000Z'],
    ['2026-04-05', '02:30', 'Australia/Sydney', '2026-04-04T15:30:00.000Z'],
    // Half an hour of summer time, midnight that does not exist, and a day that was left out.
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['2018-11-04', '00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2011-12-30', '08:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s %s in %s is %s (E39)', (on, clock, zone, expected) => {
    expect(instantOf(on, clock, zone).toISOString()).toBe(expected);
  });

  it('shows the day and the time on the wall, in any zone and on any day, unless the clocks jump over them', () => {
    const zones = ['Europe/Brussels', 'America/Toronto', 'Australia/Sydney', 'Asia/Kolkata'];
    const day = fc.integer({ min: 19_000, max: 23_000 }).map(fromEpochDay);
    // No clock of these zones is moved between 04:00 and 23:59.
    const minute = fc.integer({ min: 240, max: 1439 });
    fc.assert(
      fc.property(day, minute, fc.constantFrom(...zones), (on, minutes, zone) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
        const at = instantOf(on, clock, zone);
        const options = { timeZone: zone, hourCycle: 'h23' } as const;
        const wall = at.toLocaleTimeString('en-GB', { ...options, timeStyle: 'short' });
        expect([localDateOf(at, zone), wall]).toEqual([on, clock]);
      }),
    );
  });

  it('is invalid for what is no day or no time, and throws for an unknown zone', () => {
    expect(instantOf('soon', '08:00', 'UTC').getTime()).toBeNaN();
    expect(instantOf('2026-11-22', '8', 'UTC').getTime()).toBeNaN();
    expect(() => instantOf('2026-11-22', '08:00', 'Mars/Olympus')).toThrow(RangeError);
  });
});
