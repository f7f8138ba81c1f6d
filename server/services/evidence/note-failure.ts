import { isWish, needsPerson } from '../../../domain/deliveries/report.ts';
import { reportNote } from '../../../domain/deliveries/report-note.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { Report } from '../../../integrations/channel.ts';
import { addActivity } from '../../db/activity.ts';
import { deliveriesOfMessage, type DeliveryRecord } from '../../db/deliveries.ts';
import { findOrganisation } from '../../db/organisations.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { addTask } from '../tasks/add.ts';
import { suppress } from './suppress.ts';

/** Somebody did not get the message or does not want it: history, a case for a person, and an end to mail to an address that failed for good. */
export async function noteFailure(
  ctx: Context,
  tx: Tx,
  carrier: DeliveryRecord,
  report: Report,
): Promise<void> {
  if (!needsPerson(report.kind)) return;
  await noteInHistory(ctx, tx, carrier, report);
  if (isSentTo(carrier, report) && report.suppresses) await suppress(ctx, tx, carrier, report);
  await askPerson(ctx, tx, carrier, report);
}

/** A forwarded or misnamed address is evidence, but nobody of ours chose it. */
function isSentTo({ recipients }: DeliveryRecord, { address }: Report): boolean {
  const wanted = address.toLowerCase();
  return (recipients ?? []).some((one) => one.toLowerCase() === wanted);
}

async function noteInHistory(
  ctx: Context,
  tx: Tx,
  carrier: DeliveryRecord,
  { kind, address }: Report,
): Promise<void> {
  const rows = await deliveriesOfMessage(
    tx,
    carrier.organisationId as OrganisationId,
    carrier.id as DeliveryId,
  );
  await addActivity(
    tx,
    ...rows.map((row) => ({
      organisationId: row.organisationId as OrganisationId,
      at: ctx.now(),
      kind: isWish(kind) ? 'delivery.unwanted' : 'delivery.not-delivered',
      actor: dunlin,
      invoiceId: row.invoiceId as InvoiceId,
      deliveryId: row.id as DeliveryId,
      detail: { days: row.days, type: row.reminderClass, address, report: kind },
    })),
  );
}

/** One case per message and address, however much is reported about it. */
async function askPerson(
  ctx: Context,
  tx: Tx,
  carrier: DeliveryRecord,
  report: Report,
): Promise<void> {
  const organisationId = carrier.organisationId as OrganisationId;
  const organisation = await findOrganisation(tx, organisationId);
  if (!organisation) return;
  const { kind, address, suppresses } = report;
  await addTask(tx, organisationId, ctx.now(), {
    kind: 'not-delivered',
    key: `not-delivered:${carrier.id}:${address.toLowerCase()}`,
    dueOn: localDateOf(ctx.now(), organisation.timeZone),
    customerId: carrier.customerId,
    invoiceId: carrier.invoiceId,
    deliveryId: carrier.id as DeliveryId,
    note: reportNote(
      { kind, address, suppressed: suppresses && isSentTo(carrier, report) },
      organisation.language === 'fr' ? 'fr' : 'en',
    ),
  });
}
