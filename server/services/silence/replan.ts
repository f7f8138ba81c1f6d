import type { CustomerId, OrganisationId } from '../../../domain/ids.ts';
import { announce } from '../../db/activity.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import type { MuteRecord } from '../../db/silence-records.ts';
import type { Tx } from '../../db/transaction.ts';
import { requestWholePlan } from '../freshness/note-freshness.ts';
import { planCustomersInvoices, requestPlan } from '../mirror/upsert.ts';

/** Plans every invoice again that a change of silence reaches, in the caller's transaction, and tells open browsers. */
export async function replanSilenced(
  tx: Tx,
  organisationId: OrganisationId,
  { level, subjectId }: Pick<MuteRecord, 'level' | 'subjectId'>,
  now: Date,
): Promise<void> {
  switch (level) {
    case 'organisation':
      await requestWholePlan(tx, organisationId, now);
      break;
    case 'customer':
      await planCustomersInvoices(tx, organisationId, [subjectId as CustomerId], now);
      break;
    case 'invoice':
      await markInvoices(tx, organisationId, [subjectId]);
      await requestPlan(tx, organisationId, now);
      break;
  }
  await announce(tx, organisationId, 'invoices');
}
