import type { OrganisationId } from '../../../domain/ids.ts';
import { importKinds, type ImportKind, type RecordCounts } from '../../../integrations/books.ts';
import type { SyncProgress } from '../../db/schema/index.ts';
import { countMirror, findLastCheck, type MirrorCounts, type SyncRun } from '../../db/sync-runs.ts';
import type { Tx } from '../../db/transaction.ts';

/**
 * Kinds that a check reads, each with its place. A kind that is not there was counted and is as expected, or the books keep no count of it
 * and it waits for a check of everything.
 */
export function placesOf(
  run: Pick<SyncRun, 'whole'>,
  counts: RecordCounts,
  expected: MirrorCounts,
): SyncProgress {
  const places: SyncProgress = {};
  for (const kind of importKinds) {
    const total = counts[kind];
    const differs = total !== null && total !== expected[kind];
    if (run.whole || differs)
      places[kind] = { done: 0, total, cursor: null, finished: total === 0 };
  }
  // Only open invoices, of which there is no count, are read every night: they are the ones that are chased.
  places.invoices ??= { done: 0, total: null, cursor: null, finished: false, openOnly: true };
  return places;
}

/** Whether the run reads every record of the kind. */
export function isReadWhole({ progress }: Pick<SyncRun, 'progress'>, kind: ImportKind): boolean {
  const place = progress[kind];
  return place !== undefined && !place.openOnly;
}

/**
 * How many records the books should hold by what the mirror holds. The two differ for good where a record cannot be read, or where a
 * merged customer is kept; what the last check could not explain away is the measure, else the same kind would be read every night.
 */
export async function expectedCounts(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<MirrorCounts> {
  const mirror = await countMirror(tx, organisationId);
  const last = await findLastCheck(tx, organisationId);
  return mapKinds((kind) => mirror[kind] + gapOf(last, kind));
}

function gapOf(last: SyncRun | undefined, kind: ImportKind): number {
  const place = last?.progress[kind];
  return place?.total == null ? 0 : place.total - place.done;
}

/** What the run leaves for the next one: records in the mirror (`done`) and in the books (`total`), of every kind. */
export function comparedPlaces(mirror: MirrorCounts, books: RecordCounts): SyncProgress {
  return mapKinds((kind) => ({
    done: mirror[kind],
    total: books[kind],
    cursor: null,
    finished: true,
  }));
}

export function mapKinds<Value>(of: (kind: ImportKind) => Value): Record<ImportKind, Value> {
  // Every kind is in the list, so every key of the record is filled.
  return Object.fromEntries(importKinds.map((kind) => [kind, of(kind)])) as Record<
    ImportKind,
    Value
  >;
}
