import { isUnusualVolume } from '../../../domain/deliveries/unusual-volume.ts';
import { unusualVolumeNote } from '../../../domain/deliveries/unusual-volume-note.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { addActivity, announce } from '../../db/activity.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import { stopSending } from '../../db/sending-stop.ts';
import type { Tx } from '../../db/transaction.ts';
import { noteVolumeLooked, readVolume } from '../../db/volume.ts';
import { dunlin } from '../context.ts';
import { addTask } from '../tasks/add.ts';

const LOOK_EVERY_MS = 60_000;

/**
 * Stops all sending before the first reminder of a day on which unusually many are to leave (E57), and tells people; looks once a minute.
 * Who resumed today has seen it. Answers whether sending stopped.
 */
export async function watchVolume(
  tx: Tx,
  { record, facts, sending }: OrganisationToday,
  now: Date,
): Promise<boolean> {
  const { timeZone, volumeLookedAt, sendingResumedAt } = record;
  const times = sending.stopAtTimesUsual;
  if (times === null) return false;
  if (volumeLookedAt && now.getTime() - volumeLookedAt.getTime() < LOOK_EVERY_MS) return false;
  if (sendingResumedAt && localDateOf(sendingResumedAt, timeZone) === facts.todayOn) return false;
  const organisationId = record.id as OrganisationId;
  await noteVolumeLooked(tx, organisationId, now);
  const { today, days } = await readVolume(tx, organisationId, {
    todayOn: facts.todayOn,
    timeZone,
  });
  if (!isUnusualVolume(today, days, times)) return false;
  if (!(await stopSending(tx, organisationId, { at: now, reason: 'unusual-volume' }))) return true;
  const detail = { today, busiest: Math.max(...days) };
  await addActivity(tx, {
    organisationId,
    at: now,
    kind: 'sending.stopped-volume',
    actor: dunlin,
    detail,
  });
  await addTask(tx, organisationId, now, {
    kind: 'other',
    key: `unusual-volume:${facts.todayOn}`,
    dueOn: facts.todayOn,
    note: unusualVolumeNote(detail, facts.language),
  });
  await announce(tx, organisationId, 'organisation');
  return true;
}
