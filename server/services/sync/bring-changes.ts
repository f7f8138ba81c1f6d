import type {
  CreditId,
  CustomerId,
  InvoiceId,
  OrganisationId,
  PaymentId,
} from '../../../domain/ids.ts';
import { importKinds, type Changes, type ImportKind } from '../../../integrations/books.ts';
import { findCustomers } from '../../db/mirror.ts';
import { findDocumentsOfInactive, findReceived } from '../../db/named-links.ts';
import { forgetNamed, noteNamed, type NamedRecord } from '../../db/named-records.ts';
import type { Tx } from '../../db/transaction.ts';
import { deletableKinds, type DeletableKind } from '../../db/unseen.ts';
import {
  nothingBrought,
  removeRecords,
  storeRecords,
  togetherOf,
  type Brought,
} from '../mirror/store-records.ts';
import { gatherNamed } from './gather.ts';
import { after, READ_BATCH } from './intervals.ts';
import { inReading, optionsOf, readById, readUnknownCustomers, type Reading } from './reading.ts';

/** Records that the changes lead to, and that did not come with them. */
interface Linked {
  credits: CreditId[];
  payments: PaymentId[];
  invoices: InvoiceId[];
}

/**
 * Brings what changed into the mirror, and reads by id what it leads to: what payments settle, what refunds may
 * have used up, and documents that a merge moved (E26).
 */
export async function bringChanges(
  reading: Reading,
  changes: Changes,
  readAt: Date,
): Promise<Brought> {
  const { stored, linked, named } = await storeChanges(reading, changes, readAt);
  const brought = togetherOf([
    { ...nothingBrought, problems: changes.unreadable },
    stored,
    await readById(reading, 'credits', linked.credits),
    await readById(reading, 'payments', linked.payments),
    await readById(reading, 'invoices', linked.invoices),
    await readUnknownCustomers(reading, changes.records.invoices),
  ]);
  await inReading(reading, (tx) => forgetNamed(tx, reading.organisationId, named));
  return brought;
}

/**
 * Once the fresh copy of a payment is in the mirror nobody knows what it settled before. So what is still to be read is named in the same
 * transaction: when this worker dies, the next reading of named records makes up for it.
 */
function storeChanges(
  reading: Reading,
  changes: Changes,
  readAt: Date,
): Promise<{ stored: Brought; linked: Linked; named: NamedRecord[] }> {
  const { organisationId } = reading;
  return inReading(reading, async (tx) => {
    const closedIds = await findClosed(tx, organisationId, changes);
    const stored = await store(tx, reading, changes, readAt);
    const moved = await findDocumentsOfInactive(tx, organisationId, closedIds, after(readAt, -1));
    const received = await findReceived(tx, organisationId, changes.refunds, READ_BATCH);
    const linked = {
      credits: stillToRead(changes, 'credits', [
        ...stored.touchedCreditIds,
        ...moved.credits,
        ...received.credits,
      ]),
      payments: stillToRead(changes, 'payments', [...moved.payments, ...received.payments]),
      invoices: stillToRead(changes, 'invoices', [...stored.touchedInvoiceIds, ...moved.invoices]),
    };
    const named = namesOf(organisationId, linked, readAt);
    await noteNamed(tx, named);
    if (named.length > 0) await gatherNamed(tx, organisationId, reading.ctx.now());
    return { stored, linked, named };
  });
}

/** Customers who are no longer active, by this answer. */
async function findClosed(
  tx: Tx,
  organisationId: OrganisationId,
  { records }: Changes,
): Promise<CustomerId[]> {
  const inactive = records.customers.filter(({ active }) => !active).map(({ id }) => id);
  const known = await findCustomers(tx, organisationId, inactive);
  return known.filter(({ active }) => active).map(({ id }) => id);
}

async function store(
  tx: Tx,
  reading: Reading,
  { records, deleted }: Changes,
  readAt: Date,
): Promise<Brought> {
  const { organisationId } = reading;
  const options = { ...optionsOf(reading), now: readAt };
  const storeKind = <Kind extends ImportKind>(kind: Kind) =>
    storeRecords(tx, organisationId, kind, records[kind], options);
  const removeKind = <Kind extends DeletableKind>(kind: Kind) =>
    removeRecords(tx, organisationId, kind, deleted[kind], options);
  const brought: Brought[] = [];
  for (const kind of importKinds) brought.push(await storeKind(kind));
  for (const kind of deletableKinds) brought.push(await removeKind(kind));
  return togetherOf(brought);
}

/** Those that came in the same answer are fresh already. */
function stillToRead<Kind extends keyof Linked>(
  { records, deleted }: Changes,
  kind: Kind,
  ids: Linked[Kind],
): Linked[Kind] {
  const fresh = new Set<string>([...records[kind].map(({ id }) => id), ...deleted[kind]]);
  return [...new Set<string>(ids)].filter((id) => !fresh.has(id)) as Linked[Kind];
}

function namesOf(
  organisationId: OrganisationId,
  { credits, payments, invoices }: Linked,
  at: Date,
): NamedRecord[] {
  const name = (kind: NamedRecord['kind'], recordId: string): NamedRecord => ({
    organisationId,
    kind,
    recordId,
    changedAt: at,
    notedAt: at,
  });
  return [
    ...credits.map((id) => name('credit', id)),
    ...payments.map((id) => name('payment', id)),
    ...invoices.map((id) => name('invoice', id)),
  ];
}
