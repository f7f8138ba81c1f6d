import { later, type JobOutcome } from '../../../domain/jobs.ts';
import { asId, type InvoiceId, type OrganisationId } from '../../../domain/ids.ts';
import type { ImportKind, Page, RecordsOfKind } from '../../../integrations/books.ts';
import { announce } from '../../db/activity.ts';
import { touchInvoices } from '../../db/mirror-write.ts';
import type { SyncProgress } from '../../db/schema/index.ts';
import { changeRun, lockRun, type SyncRun } from '../../db/sync-runs.ts';
import type { Tx } from '../../db/transaction.ts';
import { storeEach } from '../mirror/store-each.ts';
import {
  upsertCustomers,
  upsertInvoices,
  upsertTerms,
  type UpsertOptions,
} from '../mirror/upsert.ts';
import { after } from './intervals.ts';
import { inReading, optionsOf, type Reading } from './reading.ts';
import { withProblems } from './run-state.ts';

/** A run that reads everything. In the first one nothing is news, so it writes no history. */
export type Import = SyncRun & { isFirst: boolean };

type Place = SyncProgress[ImportKind];
type Upsert<Kind extends ImportKind> = (
  tx: Tx,
  organisationId: OrganisationId,
  rows: RecordsOfKind[Kind][],
  options: UpsertOptions,
) => Promise<unknown>;

const upserts: { [Kind in ImportKind]: Upsert<Kind> } = {
  terms: upsertTerms,
  customers: upsertCustomers,
  invoices: upsertInvoices,
};

const LOOK_AGAIN_MS = 60_000;

/** Reads one kind to its end. Answers an outcome when another worker turns out to be reading on: that one carries the run. */
export async function importPages<Kind extends ImportKind>(
  reading: Reading,
  run: Import,
  kind: Kind,
): Promise<JobOutcome | null> {
  let place: Place | null = run.progress[kind];
  while (!place.finished) {
    const options = { ...optionsOf(reading), quiet: run.isFirst };
    const page: Page<Kind> = await reading.company.readPage(kind, place.cursor);
    place = await savePage(reading, { run, kind, place, page, options });
    if (!place)
      return later(after(reading.ctx.now(), LOOK_AGAIN_MS), 'another worker carries this import');
  }
  return null;
}

interface ReadPage<Kind extends ImportKind> {
  run: Import;
  kind: Kind;
  place: Place;
  page: Page<Kind>;
  options: UpsertOptions;
}

/** Records and the place after them in one transaction. Null, and nothing stored, when the run has been moved on meanwhile. */
function savePage<Kind extends ImportKind>(
  reading: Reading,
  { run, kind, place, page, options }: ReadPage<Kind>,
): Promise<Place | null> {
  const { organisationId } = reading;
  return inReading(reading, async (tx) => {
    const now = await lockRun(tx, organisationId, run.id);
    if (!now || now.state !== 'running' || !isSame(now.progress[kind], place)) return null;
    const refused = await storeEach(tx, page.records, (part, rows) =>
      upserts[kind](part, organisationId, rows, options),
    );
    if (kind === 'invoices' && !run.isFirst) await touchPage(tx, reading, page, options.now);
    const next = placeAfter(place, page);
    await changeRun(tx, organisationId, run.id, {
      progress: { ...now.progress, [kind]: next },
      ...withProblems(now, [...page.unreadable, ...refused]),
    });
    await announce(tx, organisationId, 'sync');
    return next;
  });
}

function isSame(a: Place, b: Place): boolean {
  return a.cursor === b.cursor && a.finished === b.finished;
}

/** Pages may overlap and records may be added while we read, so the count stays below the total until the end. */
function placeAfter(place: Place, page: Page<ImportKind>): Place {
  const read = place.done + page.records.length + page.unreadable.length;
  return {
    ...place,
    done: place.total === null ? read : Math.min(read, place.total),
    cursor: page.next,
    finished: page.next === null,
  };
}

/** A record that is as it was is not written, yet it was met: what was not met at the end may be deleted in the books (E12). */
function touchPage(
  tx: Tx,
  { organisationId }: Reading,
  page: Page<ImportKind>,
  readAt: Date,
): Promise<void> {
  const met = [...page.records.map(({ id }) => id), ...page.unreadable.map((one) => one.recordId)];
  const ids = met.map((id) => asId<InvoiceId>(id));
  return touchInvoices(tx, organisationId, { ids, readAt });
}
