import { NeedsReconnect, NotFound } from '../../../domain/errors.ts';
import { asId, type CreditId, type InvoiceId, type OrganisationId } from '../../../domain/ids.ts';
import { done, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import type { IdOfKind } from '../../../integrations/books.ts';
import { addActivity, announce } from '../../db/activity.ts';
import {
  findDocumentsOfInactive,
  findLinked,
  findNotSeenSince,
  findReceived,
  type Linked,
} from '../../db/named-links.ts';
import { findNamed, forgetNamed, noteNamed, type NamedRecord } from '../../db/named-records.ts';
import { countChanged } from '../../db/sync-hours.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { nothingBrought, togetherOf, type Brought } from '../mirror/store-records.ts';
import { readCompany } from './read-company.ts';
import { readAllCustomers } from './read-merged.ts';
import { READ_BATCH } from './intervals.ts';
import { inReading, openReading, readById, readTerms, type Reading } from './reading.ts';
import { want, wantedOf, type Wanted } from './wanted.ts';

/**
 * Reads, together, every record that webhooks named since the last time; an event itself carries no facts and is not believed
 * (facts: QuickBooks 7.2). The notes go only after everything is in the mirror, so whatever stops this, the next one reads them again.
 */
export async function readNamed(ctx: Context, organisationId: OrganisationId): Promise<JobOutcome> {
  const named = await inOrganisation(ctx.store, organisationId, (tx) =>
    takeNamed(tx, organisationId, ctx.now()),
  );
  if (named.length === 0) return skipped('nothing is named');
  try {
    const reading = await openReading(ctx, organisationId);
    await settle(reading, named, await readWanted(reading, wantedOf(named)));
    return done;
  } catch (error) {
    if (!(error instanceof NeedsReconnect || error instanceof NotFound)) throw error;
    // The sweep after the owner reconnects finds the changes.
    await inOrganisation(ctx.store, organisationId, (tx) => forgetNamed(tx, organisationId, named));
    return skipped(error.code);
  }
}

/**
 * Everything that is named. What a payment settles may change with it, and once its fresh copy is in the mirror nobody knows what it
 * settled before: so those invoices and credits are named, too, before anything is read.
 */
async function takeNamed(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<NamedRecord[]> {
  const named = await findNamed(tx, organisationId);
  const { invoiceIds, creditIds } = await linkedOf(tx, organisationId, wantedOf(named));
  const known = new Set(named.map(({ kind, recordId }) => `${kind} ${recordId}`));
  const latestMs = Math.max(0, ...named.map(({ changedAt }) => changedAt.getTime()));
  const times = { changedAt: new Date(latestMs), notedAt: now };
  const linked = [
    ...invoiceIds.map((recordId) => ({ kind: 'invoice' as const, recordId })),
    ...creditIds.map((recordId) => ({ kind: 'credit' as const, recordId })),
  ].filter(({ kind, recordId }) => !known.has(`${kind} ${recordId}`));
  if (linked.length === 0) return named;
  await noteNamed(
    tx,
    linked.map((one) => ({ organisationId, ...one, ...times })),
  );
  return findNamed(tx, organisationId);
}

function linkedOf(tx: Tx, organisationId: OrganisationId, { ids }: Wanted): Promise<Linked> {
  const paymentIds = [...ids.payments.keys()];
  return findLinked(tx, organisationId, { paymentIds, creditIds: [...ids.credits.keys()] });
}

interface Read extends Brought {
  invoiceProblems: Brought['problems'];
}

/** Each kind after those that lead to it, so that no kind is asked for twice. */
async function readWanted(reading: Reading, wanted: Wanted): Promise<Read> {
  const customers = await readCustomers(reading, wanted);
  await wantRefunded(reading, wanted);
  const money = await readMoney(reading, wanted);
  want(wanted, 'invoices', money.touchedInvoiceIds);
  const invoices = await readKind(reading, 'invoices', wanted);
  const terms = await readNamedTerms(reading, wanted);
  if (wanted.company) await readCompany(reading);
  const all = togetherOf([customers, money, invoices, terms]);
  return { ...all, invoiceProblems: invoices.problems };
}

async function readKind<Kind extends keyof Wanted['ids']>(
  reading: Reading,
  kind: Kind,
  wanted: Wanted,
): Promise<Brought> {
  // A map of one kind is keyed by that kind's ids; the type of the union cannot say so.
  const times = wanted.ids[kind] as Map<IdOfKind[Kind], Date>;
  const ids = await inReading(reading, (tx) =>
    findNotSeenSince(tx, reading.organisationId, kind, times),
  );
  return readById(reading, kind, ids);
}

/** With what a merge moved to another customer without a word about it (facts: QuickBooks 3.3): it still stands under one who was closed (E26). */
async function readCustomers(reading: Reading, wanted: Wanted): Promise<Brought> {
  const { organisationId } = reading;
  const named = await readKind(reading, 'customers', wanted);
  const all = wanted.anyCustomer ? await readAllCustomers(reading) : null;
  const closed = [...wanted.ids.customers.keys(), ...(all?.unmetIds ?? [])];
  const moved = await inReading(reading, (tx) =>
    findDocumentsOfInactive(tx, organisationId, closed, wanted.latest),
  );
  want(wanted, 'credits', moved.credits);
  want(wanted, 'payments', moved.payments);
  want(wanted, 'invoices', moved.invoices);
  return togetherOf([named, all?.brought ?? nothingBrought]);
}

/** Of a refund itself nothing is kept; what it may have used up is read. */
async function wantRefunded(reading: Reading, wanted: Wanted): Promise<void> {
  if (wanted.refunds.length === 0) return;
  const refunds = await reading.company.readRefunds(wanted.refunds);
  const received = await inReading(reading, (tx) =>
    findReceived(tx, reading.organisationId, refunds, READ_BATCH),
  );
  want(wanted, 'credits', received.credits);
  want(wanted, 'payments', received.payments);
}

/** Payments and credits lead to each other and to invoices; whether events of their own follow is not certain (facts: QuickBooks 3.5). */
async function readMoney(reading: Reading, wanted: Wanted): Promise<Brought> {
  const find = () => inReading(reading, (tx) => linkedOf(tx, reading.organisationId, wanted));
  const readCreditIds = new Set<CreditId>(wanted.ids.credits.keys());
  const credits = await readKind(reading, 'credits', wanted);
  want(wanted, 'payments', (await find()).newPaymentIds);
  const payments = await readKind(reading, 'payments', wanted);
  const linked = await find();
  want(wanted, 'invoices', linked.invoiceIds);
  const more = linked.creditIds.filter((id) => !readCreditIds.has(id));
  return togetherOf([credits, payments, await readById(reading, 'credits', more)]);
}

async function readNamedTerms(reading: Reading, { terms }: Wanted): Promise<Brought> {
  const ids = await inReading(reading, (tx) =>
    findNotSeenSince(tx, reading.organisationId, 'terms', terms),
  );
  return ids.length === 0 ? nothingBrought : readTerms(reading);
}

async function settle(reading: Reading, named: NamedRecord[], read: Read): Promise<void> {
  const { organisationId, ctx } = reading;
  const now = ctx.now();
  await inReading(reading, async (tx) => {
    await forgetNamed(tx, organisationId, named);
    await countChanged(tx, organisationId, now, read.changed);
    const ofInvoices = new Set(read.invoiceProblems);
    const entries = read.problems.map((problem) => ({
      organisationId,
      at: now,
      kind: 'sync.unreadable',
      actor: dunlin,
      ...(ofInvoices.has(problem) && { invoiceId: asId<InvoiceId>(problem.recordId) }),
      detail: { ...problem },
    }));
    await addActivity(tx, ...entries);
    await announce(tx, organisationId, 'sync');
  });
}
