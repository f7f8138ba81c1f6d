import { SendingSettings } from '../../../domain/calendar/sending-settings.ts';
import { isMassBounce, MASS_BOUNCE_DAYS } from '../../../domain/deliveries/mass-bounce.ts';
import { massBounceNote } from '../../../domain/deliveries/mass-bounce-note.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { countArrivals, stopSending } from '../../db/sending-stop.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { addTask } from '../tasks/add.ts';

const DAY_MS = 86_400_000;

/** Stops all sending of the organisation when most messages of a week did not arrive (E57), and tells people. A person resumes. */
export async function stopOnBounces(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
): Promise<void> {
  const now = ctx.now();
  const row = await findOrganisation(tx, organisationId);
  if (!row || row.sendingStoppedAt || !SendingSettings.parse(row.sending).stopOnBounces) return;
  const since = new Date(now.getTime() - MASS_BOUNCE_DAYS * DAY_MS);
  const failedAfter = row.sendingResumedAt ?? new Date(0);
  const arrivals = await countArrivals(tx, organisationId, { since, failedAfter });
  if (
    !isMassBounce(arrivals) ||
    !(await stopSending(tx, organisationId, { at: now, reason: 'mass-bounce' }))
  )
    return;
  await addActivity(tx, {
    organisationId,
    at: now,
    kind: 'sending.stopped',
    actor: dunlin,
    detail: { ...arrivals },
  });
  await addTask(tx, organisationId, now, {
    kind: 'other',
    key: `mass-bounce:${now.toISOString()}`,
    dueOn: localDateOf(now, row.timeZone),
    note: massBounceNote(arrivals, row.language === 'fr' ? 'fr' : 'en'),
  });
  await announce(tx, organisationId, 'organisation');
}
