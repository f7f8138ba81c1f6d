import { SendingSettings } from '../../../domain/calendar/sending-settings.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { organisationsToRenewHolidays, setHolidays } from '../../db/organisation-facts.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import { planEverything } from '../connections/plan-everything.ts';
import type { Context } from '../context.ts';
import { resolveHolidays } from './holidays.ts';

/**
 * Works out the stored holidays again, once a day for each organisation that keeps those of a country: so they never run out, and a newer
 * table (governments add days at short notice) reaches everybody with the release that brings it. Where a day changed, all open invoices
 * are planned again. For the clock; returns how many organisations got other days.
 */
export async function renewHolidays(ctx: Context): Promise<number> {
  const on = localDateOf(ctx.now(), 'UTC');
  const due = await asSystem(ctx.store, (tx) => organisationsToRenewHolidays(tx, on));
  let renewed = 0;
  for (const id of due) if (await renew(ctx, id)) renewed += 1;
  return renewed;
}

async function renew(ctx: Context, organisationId: OrganisationId): Promise<boolean> {
  const now = ctx.now();
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const row = await findOrganisation(tx, organisationId);
    if (!row) return false;
    const { holidays } = SendingSettings.parse(row.sending);
    const days = await resolveHolidays(holidays, now.getUTCFullYear());
    // Whoever saved other settings meanwhile has worked out the days of those.
    const found = { version: row.version, days, on: localDateOf(now, 'UTC') };
    if (!(await setHolidays(tx, organisationId, found))) return false;
    if (days.join() === row.sendingHolidays.join()) return false;
    await planEverything(tx, organisationId, now);
    return true;
  });
}
