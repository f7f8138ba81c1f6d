import { isTimeZone } from '../../../domain/local-date.ts';
import type { Company } from '../../../integrations/books.ts';
import { announce } from '../../db/activity.ts';
import { changeConnection } from '../../db/connections.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { changeOrganisationFacts, type OrganisationRow } from '../../db/sync-runs.ts';
import { inReading, type Reading } from './reading.ts';
import { guessTimeZone } from './time-zone.ts';

/** Takes over what the books say about the business itself. */
export async function readCompany(reading: Reading): Promise<void> {
  const { organisationId } = reading;
  const company = await reading.company.readCompany();
  await inReading(reading, async (tx) => {
    const organisation = await findOrganisation(tx, organisationId);
    if (!organisation) return;
    await changeOrganisationFacts(tx, organisationId, {
      name: company.name,
      country: company.country,
      homeCurrency: company.homeCurrency,
      companyEmail: company.email,
      customFields: company.customFields,
      ...nativeRemindersOf(company, reading),
      ...timeZoneOf(company, organisation),
    });
    await changeConnection(tx, organisationId, reading.connectionId, { companyName: company.name });
    await announce(tx, organisationId, 'organisation');
  });
}

/** What the books themselves say counts for more than what a person answered once. */
function nativeRemindersOf(
  { nativeReminders }: Company,
  { ctx, actor }: Reading,
): Partial<OrganisationRow> {
  if (nativeReminders === null) return {};
  const nativeRemindersAt = ctx.now();
  return { nativeReminders, nativeRemindersAt, nativeRemindersBy: actor.name };
}

/** A zone that was confirmed, by a person or by the books, stays; a guess never counts as confirmed. */
function timeZoneOf(
  { timeZone, country }: Company,
  known: OrganisationRow,
): Partial<OrganisationRow> {
  if (known.timeZoneConfirmed) return {};
  if (timeZone !== null && isTimeZone(timeZone)) return { timeZone, timeZoneConfirmed: true };
  return { timeZone: guessTimeZone(country) ?? known.timeZone };
}
