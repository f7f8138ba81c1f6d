import type { CustomerId, OrganisationId } from '../../../domain/ids.ts';
import { countOpenByCustomer } from '../../db/customer-list.ts';
import type { Tx } from '../../db/transaction.ts';
import { todayIn } from '../silence/subject.ts';
import { addTask } from './add.ts';

/** Customers who became inactive in the books although something is open: a question for a person (E27). */
export async function noteInactiveCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  ids: CustomerId[],
  now: Date,
): Promise<void> {
  const open = await countOpenByCustomer(tx, organisationId, ids);
  if (open.size === 0) return;
  const dueOn = await todayIn(tx, organisationId, now);
  for (const customerId of open.keys())
    await addTask(tx, organisationId, now, {
      kind: 'inactive-customer',
      key: `inactive-customer:${customerId}`,
      dueOn,
      customerId,
    });
}
