import type Library from 'date-holidays';
import { Invalid } from '../../../domain/errors.ts';
import { addDays, type LocalDate } from '../../../domain/local-date.ts';
import { languages, type Language } from '../../../domain/rules/rule.ts';
import type { SendingSettings } from '../../../domain/calendar/sending-settings.ts';

const DAY_MS = 86_400_000;

/** A country, and within it a region; null: what the whole country keeps. */
export interface Place {
  country: string;
  region: string | null;
}

interface PublicHoliday {
  on: LocalDate;
  /** More than one when two fall on the same day. */
  names: string[];
}

interface Named {
  code: string;
  name: string;
}

/** Half a second and some twenty megabytes, for a table that most requests never ask: read when it is first needed. */
async function openLibrary(): Promise<typeof Library> {
  return (await import('date-holidays')).default;
}

/** The library has no French names for these. */
const canadianRegionsInFrench = {
  BC: 'Colombie-Britannique',
  NB: 'Nouveau-Brunswick',
  NL: 'Terre-Neuve-et-Labrador',
  NS: 'Nouvelle-Écosse',
  NT: 'Territoires du Nord-Ouest',
  PE: 'Île-du-Prince-Édouard',
  QC: 'Québec',
};

const known = new Map<string, PublicHoliday[]>();

/** Public holidays of one year in order, with the days that stand in for one at a weekend; one of several days is on each of them. */
export async function publicHolidays(
  { country, region }: Place,
  year: number,
  language: Language,
): Promise<readonly PublicHoliday[]> {
  const key = [country, region, year, language].join(' ');
  const found = known.get(key);
  if (found) return found;
  const Holidays = await openLibrary();
  const names = new Map<LocalDate, Set<string>>();
  for (const one of new Holidays(country, region ?? '', { types: ['public'] }).getHolidays(
    year,
    language,
  ))
    for (const on of daysOf(one)) names.set(on, (names.get(on) ?? new Set()).add(one.name));
  const days = [...names].map(([on, of]) => ({ on, names: [...of] }));
  const sorted = days.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  known.set(key, sorted);
  return sorted;
}

/** The library tells the local day and two instants, which are 23 or 25 hours apart where the clocks change. */
function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): LocalDate[] {
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length: count }, (_, index) => addDays(date.slice(0, 10), index));
}

/** Every day off from the year before `year` to two years after it: public holidays and days added, less days removed. */
export async function resolveHolidays(
  { country, region, added, removed }: SendingSettings['holidays'],
  year: number,
): Promise<LocalDate[]> {
  const days = new Set(added);
  if (country !== null)
    for (const one of [year - 1, year, year + 1, year + 2])
      for (const { on } of await publicHolidays({ country, region }, one, 'en')) days.add(on);
  for (const on of removed) days.delete(on);
  return [...days].toSorted();
}

/** Countries whose holidays are known, by name. */
export async function listCountries(language: Language): Promise<Named[]> {
  const Holidays = await openLibrary();
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return byName(
    Object.entries(new Holidays().getCountries(language)).map(([code, name]) => ({
      code,
      name: names.of(code) ?? name,
    })),
    language,
  );
}

/** Regions of a country, by name; none for a country that keeps the same days everywhere. */
export async function listRegions(country: string, language: Language): Promise<Named[]> {
  const Holidays = await openLibrary();
  const states = new Holidays().getStates(country, language) as Record<string, string> | undefined;
  const ours: Record<string, string> =
    country === 'CA' && language === 'fr' ? canadianRegionsInFrench : {};
  return byName(
    Object.entries({ ...states, ...ours }).map(([code, name]) => ({ code, name })),
    language,
  );
}

/** Throws Invalid for a country or a region whose holidays nobody knows. */
export async function assertPlace({ country, region }: SendingSettings['holidays']): Promise<void> {
  if (country === null) return;
  const [anyLanguage] = languages;
  const has = (list: Named[], code: string) => list.some((one) => one.code === code);
  if (!has(await listCountries(anyLanguage), country)) throw unknown('country');
  if (region !== null && !has(await listRegions(country, anyLanguage), region))
    throw unknown('region');
}

function unknown(field: 'country' | 'region'): Invalid {
  const code = 'organisation.holiday-place';
  const path = `sending.holidays.${field}`;
  return new Invalid(code, `no holidays are known of this ${field}`, [
    { path, code, message: code },
  ]);
}

function byName(list: Named[], language: Language): Named[] {
  const { compare } = new Intl.Collator(language);
  return list.toSorted((a, b) => compare(a.name, b.name));
}
