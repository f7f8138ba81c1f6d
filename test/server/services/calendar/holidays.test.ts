import { describe, expect, it } from '@jest/globals';
import {
  assertPlace,
  listCountries,
  listRegions,
  publicHolidays,
  resolveHolidays,
} from '../../../../server/services/calendar/holidays.ts';

const daysOf = async (country: string, region: string | null, year: number) =>
  (await publicHolidays({ country, region }, year, 'en')).map(({ on }) => on);

describe('public holidays', () => {
  it.each([
    ['CA', 'QC', 2026, ['2026-06-24', '2026-07-01'], ['2026-08-03', '2026-12-26']],
    ['CA', 'ON', 2026, ['2026-02-16', '2026-12-26'], ['2026-06-24']],
    ['CA', null, 2026, ['2026-07-01', '2026-12-25'], ['2026-06-24']],
    ['BE', null, 2026, ['2026-07-21', '2026-04-06'], ['2026-12-26']],
    // Days that stand in for a holiday at a weekend: Christmas of 2027 is a Saturday.
    ['GB', 'ENG', 2027, ['2027-12-27', '2027-12-28'], []],
    ['US', null, 2026, ['2026-07-03', '2026-11-26'], ['2026-11-27']],
    // One of several days is on each of them.
    ['CN', null, 2026, ['2026-10-01', '2026-10-02', '2026-10-03'], []],
  ])('of %s %s in %d have %j and not %j (E41)', async (country, region, year, has, hasNot) => {
    const days = await daysOf(country, region, year);
    expect(days).toEqual(expect.arrayContaining(has));
    expect(days.filter((on) => hasNot.includes(on))).toEqual([]);
    expect(days).toEqual([...new Set(days)].sort());
  });

  it('have names in both languages', async () => {
    const name = async (language: 'en' | 'fr') =>
      (await publicHolidays({ country: 'CA', region: 'QC' }, 2026, language)).at(-1)?.names;
    expect([await name('en'), await name('fr')]).toEqual([['Christmas Day'], ['Noël']]);
  });
});

describe('resolved holidays', () => {
  it('reach from last year to the year after the next, with days added and without days removed', async () => {
    const added = ['2026-06-23', '2026-07-01'];
    const removed = ['2026-06-24', '2026-07-01'];
    const days = await resolveHolidays({ country: 'CA', region: 'QC', added, removed }, 2026);
    expect([days[0], days.at(-1)]).toEqual(['2025-01-01', '2028-12-25']);
    expect(days).toEqual(expect.arrayContaining(['2026-06-23', '2027-06-24']));
    expect(days.filter((on) => removed.includes(on))).toEqual([]);
  });

  it('are the added days alone where no country is chosen', async () => {
    const own = { country: null, region: null, added: ['2026-12-24', '2026-01-02'], removed: [] };
    expect(await resolveHolidays(own, 2026)).toEqual(['2026-01-02', '2026-12-24']);
  });
});

describe('places', () => {
  it('have names in both languages', async () => {
    const nameOf = (list: { code: string; name: string }[], code: string) =>
      list.find((one) => one.code === code)?.name;
    expect(nameOf(await listCountries('en'), 'DE')).toBe('Germany');
    expect(nameOf(await listCountries('fr'), 'DE')).toBe('Allemagne');
    expect(nameOf(await listRegions('CA', 'en'), 'QC')).toBe('Quebec');
    expect(nameOf(await listRegions('CA', 'fr'), 'BC')).toBe('Colombie-Britannique');
    expect(await listRegions('MC', 'en')).toEqual([]);
  });

  it('all fit what can be saved, and have holidays', async () => {
    const countries = await listCountries('en');
    expect(countries.length).toBeGreaterThan(190);
    for (const { code } of countries) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      for (const region of await listRegions(code, 'en'))
        expect(`${code} ${region.code}`).toMatch(/^[A-Z]{2} [A-Za-z0-9]{1,20}$/);
    }
  });

  it.each([
    ['CA', 'QC', []],
    ['CA', null, []],
    [null, null, []],
    ['ZZ', null, ['sending.holidays.country']],
    ['CA', 'ZZ', ['sending.holidays.region']],
    ['MC', 'QC', ['sending.holidays.region']],
  ])('%s %s is refused in %j', async (country, region, wrong) => {
    const given = assertPlace({ country, region, added: [], removed: [] });
    const issues = await given.then(
      () => [],
      (error: { issues: { path: string }[] }) => error.issues.map(({ path }) => path),
    );
    expect(issues).toEqual(wrong);
  });
});
