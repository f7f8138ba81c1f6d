import type { OrganisationId } from '../../../domain/ids.ts';
import { announce } from '../../db/activity.ts';
import { updateOpenTask } from '../../db/tasks.ts';
import type { Tx } from '../../db/transaction.ts';

/** The cause is gone: its task is done, if it has an open one. */
export async function endTask(
  tx: Tx,
  organisationId: OrganisationId,
  key: string,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  await updateOpenTask(tx, organisationId, key, { state: 'done', doneAt: at, doneBy: by });
  await announce(tx, organisationId, 'tasks');
}
