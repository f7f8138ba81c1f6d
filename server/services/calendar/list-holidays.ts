import type { z } from 'zod';
import type {
  HolidayList,
  HolidayPlaces,
  HolidayPlacesQuery,
  HolidaysQuery,
} from '../../../domain/api/organisations.ts';
import { SendingSettings } from '../../../domain/calendar/sending-settings.ts';
import { NotFound } from '../../../domain/errors.ts';
import { addDays, localDateOf, type LocalDate } from '../../../domain/local-date.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { assertPlace, listCountries, listRegions, publicHolidays } from './holidays.ts';

/** From today: no day of the year comes twice. */
const REST_OF_A_YEAR = 364;

/** What the settings screen offers to choose from. */
export async function listHolidayPlaces(
  member: Member,
  { language, country }: z.output<typeof HolidayPlacesQuery>,
): Promise<z.input<typeof HolidayPlaces>> {
  assertMay(member, 'read');
  return {
    countries: await listCountries(language),
    regions: country === undefined ? [] : await listRegions(country, language),
  };
}

/**
 * Days off from today on for a year, as they are applied: public holidays of the saved place, or of one to try, and days that the
 * organisation added; those it unticked are still named, so that they can be ticked again.
 */
export async function listHolidays(
  ctx: Context,
  member: Member,
  { language, country, region }: z.output<typeof HolidaysQuery>,
): Promise<z.input<typeof HolidayList>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const row = await inOrganisation(ctx.store, organisationId, (tx) =>
    findOrganisation(tx, organisationId),
  );
  if (!row) throw new NotFound('organisation.unknown', 'no such organisation');
  const { holidays: saved } = SendingSettings.parse(row.sending);
  const place = country === undefined ? saved : { ...saved, country, region: region ?? null };
  await assertPlace(place);
  const from = localDateOf(ctx.now(), row.timeZone);
  const until = addDays(from, REST_OF_A_YEAR);
  const days = await namedDays(place, [from, until], language);
  for (const on of saved.added) if (on >= from && on <= until && !days.has(on)) days.set(on, []);
  const rows = [...days].map(([on, names]) => ({
    on,
    names,
    applied: !saved.removed.includes(on),
  }));
  return { rows: rows.toSorted((a, b) => (a.on < b.on ? -1 : 1)) };
}

async function namedDays(
  { country, region }: { country: string | null; region: string | null },
  [from, until]: [LocalDate, LocalDate],
  language: Language,
): Promise<Map<LocalDate, string[]>> {
  const days = new Map<LocalDate, string[]>();
  if (country === null) return days;
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year++)
    for (const { on, names } of await publicHolidays({ country, region }, year, language))
      if (on >= from && on <= until) days.set(on, names);
  return days;
}
