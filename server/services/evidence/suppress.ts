import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { Report } from '../../../integrations/channel.ts';
import { addActivity } from '../../db/activity.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import { findAddressed, suppressAddress } from '../../db/suppressions.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { planCustomersInvoices, requestPlan } from '../mirror/upsert.ts';

/** Nothing more goes to the address: what is planned for it is worked out again. */
export async function suppress(
  ctx: Context,
  tx: Tx,
  carrier: DeliveryRecord,
  { kind, address, at, wish }: Report,
): Promise<void> {
  const organisationId = carrier.organisationId as OrganisationId;
  const isNew = await suppressAddress(tx, {
    organisationId,
    address,
    reason: wish ?? kind,
    deliveryId: carrier.id,
    suppressedAt: at,
  });
  if (!isNew) return;
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: 'address.suppressed',
    actor: dunlin,
    invoiceId: carrier.invoiceId as InvoiceId,
    detail: { address, report: wish ?? kind },
  });
  await replanAddressed(tx, organisationId, address, ctx.now());
}

/** Plans again what messages to this address are about. */
export async function replanAddressed(
  tx: Tx,
  organisationId: OrganisationId,
  address: string,
  now: Date,
): Promise<void> {
  const { customers, invoices } = await findAddressed(tx, organisationId, address);
  await planCustomersInvoices(tx, organisationId, customers, now);
  await markInvoices(tx, organisationId, invoices);
  if (invoices.length > 0) await requestPlan(tx, organisationId, now);
}
