import type { CustomerId } from '../../../domain/ids.ts';
import { findDocumentsOfInactive, findUnmetCustomers } from '../../db/named-links.ts';
import { touchRecords } from '../../db/unseen.ts';
import { nothingBrought, storeRecords, togetherOf, type Brought } from '../mirror/store-records.ts';
import { readPages, type ReadPage } from './read-pages.ts';
import { inReading, readById, type Reading } from './reading.ts';

export interface ReadCustomers {
  brought: Brought;
  /** Customers that were active in the mirror and that the books did not show among all others. */
  unmetIds: CustomerId[];
}

/**
 * Reads all customers, and by id those that were not among them: a merge names the customer who stays, not the one who ceased to exist
 * (facts: QuickBooks 7.2).
 */
export async function readAllCustomers(reading: Reading): Promise<ReadCustomers> {
  const since = reading.ctx.now();
  const parts: Brought[] = [];
  for await (const read of readPages(reading, 'customers', { cursor: null, total: null }))
    parts.push(await storePage(reading, read));
  const unmet = await readUnmetCustomers(reading, since);
  return { brought: togetherOf([...parts, unmet.brought]), unmetIds: unmet.unmetIds };
}

function storePage(reading: Reading, { page, options }: ReadPage<'customers'>): Promise<Brought> {
  const { organisationId } = reading;
  const ids = [...page.records.map(({ id }) => id), ...page.unreadable.map((one) => one.recordId)];
  return inReading(reading, async (tx) => {
    const stored = await storeRecords(tx, organisationId, 'customers', page.records, options);
    await touchRecords(tx, organisationId, 'customers', { ids, readAt: options.now });
    return togetherOf([stored, { ...nothingBrought, problems: page.unreadable }]);
  });
}

/** Asks by id for active customers that a complete reading begun at `since` did not meet; the books do not give out a merged one. */
export async function readUnmetCustomers(reading: Reading, since: Date): Promise<ReadCustomers> {
  const unmetIds = await inReading(reading, (tx) =>
    findUnmetCustomers(tx, reading.organisationId, since),
  );
  return { brought: await readById(reading, 'customers', unmetIds), unmetIds };
}

/** Documents that the mirror gives to customers who were closed since the instant may belong to somebody else by now (E26). */
export async function readDocumentsOf(
  reading: Reading,
  customerIds: CustomerId[],
  since: Date,
): Promise<Brought> {
  const documents = await inReading(reading, (tx) =>
    findDocumentsOfInactive(tx, reading.organisationId, customerIds, since),
  );
  return togetherOf([
    await readById(reading, 'credits', documents.credits),
    await readById(reading, 'payments', documents.payments),
    await readById(reading, 'invoices', documents.invoices),
  ]);
}
