import { done, type JobOutcome } from '../../../domain/jobs.ts';
import type { Customer, Invoice } from '../../../domain/invoice/invoice.ts';
import type { CustomerId, DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce, type ActivityEntry } from '../../db/activity.ts';
import { findCustomer } from '../../db/customer-list.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { endWriteBack, type WriteBack } from '../../db/write-backs.ts';
import { dunlin, type Context } from '../context.ts';
import { upsertCustomers, upsertInvoices } from '../mirror/upsert.ts';

/** How a write-back ended, and the fresh records that were seen on the way. */
export interface Settlement {
  state: 'done' | 'dropped' | 'failed';
  reason: string;
  before?: Record<string, string>;
  after?: Record<string, string>;
  fresh?: { invoices?: Invoice[]; customers?: Customer[]; readAt: Date };
}

/** Mirror, end of the row and history change together, so that the planning sees what the books hold now. */
export async function settle(
  ctx: Context,
  row: WriteBack,
  { fresh, ...change }: Settlement,
): Promise<JobOutcome> {
  const organisationId = row.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    if (fresh) await store(tx, organisationId, fresh);
    const ended = await endWriteBack(tx, organisationId, row.id, {
      ...change,
      doneAt: ctx.now(),
    });
    // Another worker was faster: the books were written once all the same, and it is told once.
    if (!ended) return;
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: `write-back.${change.state}`,
      actor: dunlin,
      ...subjectOf(row),
      detail: {
        ...(await customerOf(tx, row)),
        reason: change.reason,
        ...prefixed('before', change.before),
        ...prefixed('after', change.after),
      },
    });
    await announce(tx, organisationId, 'invoices');
  });
  return done;
}

async function store(
  tx: Tx,
  organisationId: OrganisationId,
  { invoices = [], customers = [], readAt }: NonNullable<Settlement['fresh']>,
): Promise<void> {
  const options = { now: readAt, actor: dunlin };
  if (invoices.length > 0) await upsertInvoices(tx, organisationId, invoices, options);
  if (customers.length > 0) await upsertCustomers(tx, organisationId, customers, options);
}

function subjectOf(row: WriteBack): Partial<ActivityEntry> {
  if (row.invoiceId === null) return {};
  const invoiceId = row.invoiceId as InvoiceId;
  return row.deliveryId === null
    ? { invoiceId }
    : { invoiceId, deliveryId: row.deliveryId as DeliveryId };
}

async function customerOf(tx: Tx, row: WriteBack): Promise<Record<string, string>> {
  if (row.customerId === null) return {};
  const organisationId = row.organisationId as OrganisationId;
  const found = await findCustomer(tx, organisationId, row.customerId as CustomerId);
  return { customer: found?.fullName ?? '', customerId: row.customerId };
}

function prefixed(prefix: string, values: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${prefix}_${key}`, value]),
  );
}
