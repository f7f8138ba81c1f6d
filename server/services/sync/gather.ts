import type { OrganisationId } from '../../../domain/ids.ts';
import { addWork } from '../../db/outbox.ts';
import type { Tx } from '../../db/transaction.ts';
import { after, GATHER_MS } from './intervals.ts';

/** Asks for a reading of what the books named, in a moment; all that is named until then is read by it. */
export async function gatherNamed(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<void> {
  await addWork(tx, {
    organisationId,
    name: 'records.sync',
    key: 'named',
    payload: { organisationId },
    availableAt: after(now, GATHER_MS),
  });
}
