import { refusedNote } from '../../../domain/deliveries/report-note.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { findOrganisation } from '../../db/organisations.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { addTask } from '../tasks/add.ts';

/** An invoice that the mail server did not take stays to send, and is a case for a person. A reminder's rule goes on by itself. */
export async function noteRefused(ctx: Context, tx: Tx, rows: DeliveryRecord[]): Promise<void> {
  for (const row of rows.filter(({ reminderClass }) => reminderClass === 'invoice')) {
    const organisationId = row.organisationId as OrganisationId;
    const organisation = await findOrganisation(tx, organisationId);
    if (!organisation) return;
    await addTask(tx, organisationId, ctx.now(), {
      kind: 'not-delivered',
      key: `invoice-refused:${row.id}:${row.fence}`,
      dueOn: localDateOf(ctx.now(), organisation.timeZone),
      customerId: row.customerId,
      invoiceId: row.invoiceId,
      deliveryId: row.id as DeliveryId,
      note: refusedNote(row.recipients ?? [], organisation.language as Language),
    });
  }
}
