import { NeedsReconnect, NotFound } from '../../../domain/errors.ts';
import { asId, type CustomerId, type InvoiceId, type OrganisationId } from '../../../domain/ids.ts';
import { done, skipped, type JobOutcome, type JobPayload } from '../../../domain/jobs.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findOpenInvoiceIds } from '../../db/mirror.ts';
import { noteSynced } from '../../db/sync-runs.ts';
import { dunlin, type Context } from '../context.ts';
import { storeEach, type Problem } from '../mirror/store-each.ts';
import { upsertTerms } from '../mirror/upsert.ts';
import { readCompany } from './read-company.ts';
import {
  inReading,
  openReading,
  optionsOf,
  readCustomersById,
  readInvoicesById,
  type Reading,
} from './reading.ts';

type Kind = JobPayload<'records.sync'>['kind'];

/** Reads records that a webhook named, by their ids; the event itself carries no facts and is not believed (facts: QuickBooks 7.2). */
export async function readRecords(
  ctx: Context,
  { organisationId, kind, ids }: { organisationId: OrganisationId; kind: Kind; ids: string[] },
): Promise<JobOutcome> {
  try {
    const reading = await openReading(ctx, organisationId);
    await noteRead(reading, kind, await readers[kind](reading, ids));
    return done;
  } catch (error) {
    // The sweep after the owner reconnects finds the change.
    if (error instanceof NeedsReconnect || error instanceof NotFound) return skipped(error.code);
    throw error;
  }
}

const readers: Record<Kind, (reading: Reading, ids: string[]) => Promise<Problem[]>> = {
  invoice: (reading, ids) => readInvoicesById(reading, ids.map(asId<InvoiceId>)),
  customer: (reading, ids) => readMergedCustomers(reading, ids.map(asId<CustomerId>)),
  term: readTerms,
  payment: (reading, ids) => readSettled(reading, 'payment', ids),
  'credit-memo': (reading, ids) => readSettled(reading, 'credit-memo', ids),
  company: (reading) => readCompany(reading).then(() => []),
};

/** A merge moves documents to another customer without a word about them (facts: QuickBooks 3.3), so those of a customer that was closed are read again (E26). */
async function readMergedCustomers(reading: Reading, ids: CustomerId[]): Promise<Problem[]> {
  const { organisationId } = reading;
  const problems = await readCustomersById(reading, ids);
  const orphans = await inReading(reading, (tx) =>
    findOpenInvoiceIds(tx, organisationId, { ofInactive: ids }),
  );
  return [...problems, ...(await readInvoicesById(reading, orphans))];
}

async function readTerms(reading: Reading): Promise<Problem[]> {
  const options = optionsOf(reading);
  const terms = await reading.company.readTerms();
  return inReading(reading, (tx) =>
    storeEach(tx, terms, (part, rows) => upsertTerms(part, reading.organisationId, rows, options)),
  );
}

/** A payment lowers what is open on its invoices; whether their own event follows is not certain (facts: QuickBooks 3.5). */
async function readSettled(
  reading: Reading,
  kind: 'payment' | 'credit-memo',
  ids: string[],
): Promise<Problem[]> {
  return readInvoicesById(reading, await reading.company.invoicesOfPayments(kind, ids));
}

async function noteRead(reading: Reading, kind: Kind, problems: Problem[]): Promise<void> {
  const { organisationId, ctx } = reading;
  const now = ctx.now();
  await inReading(reading, async (tx) => {
    await noteSynced(tx, organisationId, now);
    const entries = problems.map(({ recordId, code }) => ({
      organisationId,
      at: now,
      kind: 'sync.unreadable',
      actor: dunlin,
      ...(kind === 'invoice' && { invoiceId: asId<InvoiceId>(recordId) }),
      detail: { recordId, code },
    }));
    await addActivity(tx, ...entries);
    await announce(tx, organisationId, 'sync');
  });
}
