import type { OrganisationId } from '../../../domain/ids.ts';
import { addWork } from '../../db/outbox.ts';
import type { Tx } from '../../db/transaction.ts';

/**
 * Every open invoice is planned again, because the answer of a gate changed for all of them: what is planned is called off while the books
 * cannot be trusted (E58), and comes back when they can. No change in the books would bring that about.
 */
export function planEverything(
  tx: Tx,
  organisationId: OrganisationId,
  availableAt: Date,
): Promise<void> {
  return addWork(tx, {
    organisationId,
    name: 'reminders.plan',
    key: 'all',
    payload: { organisationId, scope: 'all' },
    availableAt,
  });
}
