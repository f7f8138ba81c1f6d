import { addDays, localDateOf, startOfDay } from '../../../domain/local-date.ts';
import { organisationsToPlan, setNextPlanAt } from '../../db/organisation-facts.ts';
import { addWork } from '../../db/outbox.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

/** Starts the day's planning wherever a local day has begun (E40). Two processes doing so at once note the same work once. */
export async function queueDuePlans(ctx: Context): Promise<number> {
  const now = ctx.now();
  const due = await asSystem(ctx.store, (tx) => organisationsToPlan(tx, now));
  for (const { id, timeZone } of due)
    await inOrganisation(ctx.store, id, async (tx) => {
      await setNextPlanAt(tx, id, startOfDay(addDays(localDateOf(now, timeZone), 1), timeZone));
      const payload = { organisationId: id, scope: 'due' as const };
      await addWork(tx, {
        organisationId: id,
        name: 'reminders.plan',
        key: 'due',
        payload,
        availableAt: now,
      });
    });
  return due.length;
}
