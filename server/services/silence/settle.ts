import type { OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import { findOrganisation } from '../../db/organisations.ts';
import {
  breakOverdue,
  listOverduePromised,
  organisationsWithOverduePromises,
} from '../../db/promise-settle.ts';
import { asSystem, inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { requestPlan } from '../mirror/upsert.ts';
import { addTask } from '../tasks/add.ts';
import { settlePromisesOf, tellSettled } from './settle-paid.ts';

/** Where days begin first. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';

/**
 * For the clock: promises whose last day is over. One is broken only once the books were read on a later day, because until then nobody
 * knows what was paid. Every promise of every organisation is looked for again each time, so none can be missed.
 */
export async function settleOverduePromises(ctx: Context): Promise<number> {
  const now = ctx.now();
  const ids = await asSystem(ctx.store, (tx) =>
    organisationsWithOverduePromises(tx, localDateOf(now, EARLIEST_ZONE)),
  );
  let broken = 0;
  for (const id of ids)
    broken += await inOrganisation(ctx.store, id, (tx) => settleOverdue(tx, id, now));
  return broken;
}

async function settleOverdue(tx: Tx, organisationId: OrganisationId, now: Date): Promise<number> {
  const organisation = await findOrganisation(tx, organisationId);
  if (!organisation?.syncedAt) return 0;
  const todayOn = localDateOf(now, organisation.timeZone);
  const readOn = localDateOf(organisation.syncedAt, organisation.timeZone);
  const before = readOn < todayOn ? readOn : todayOn;
  const overdue = await listOverduePromised(tx, organisationId, before);
  if (overdue.length === 0) return 0;
  await settlePromisesOf(tx, organisationId, overdue, now);
  const broken = await breakOverdue(tx, organisationId, before, now);
  await tellSettled(tx, organisationId, broken, now);
  for (const { id, invoiceId, customerId } of broken)
    await addTask(tx, organisationId, now, {
      kind: 'broken-promise',
      key: `broken-promise:${id}`,
      dueOn: todayOn,
      customerId,
      invoiceId,
    });
  await markInvoices(tx, organisationId, overdue);
  await requestPlan(tx, organisationId, now);
  return broken.length;
}
