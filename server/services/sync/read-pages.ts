import type { ImportKind, Page, PageScope } from '../../../integrations/books.ts';
import type { UpsertOptions } from '../mirror/upsert.ts';
import { optionsOf, type Reading } from './reading.ts';

export interface ReadPage<Kind extends ImportKind> {
  page: Page<Kind>;
  options: UpsertOptions;
}

export interface PagesFrom {
  /** Where to begin; null at the start. */
  cursor: string | null;
  /** Counted number of records; null when unknown. */
  total: number | null;
  scope?: PageScope;
}

/**
 * Pages of one kind from a place on. The next page is on its way while the caller stores this one; never more than one, so memory stays
 * flat however many records there are.
 */
export async function* readPages<Kind extends ImportKind>(
  reading: Reading,
  kind: Kind,
  { cursor, total, scope = 'all' }: PagesFrom,
): AsyncGenerator<ReadPage<Kind>, void, undefined> {
  const ask = async (from: string | null): Promise<ReadPage<Kind>> => {
    const options = optionsOf(reading);
    return { page: await reading.company.readPage(kind, from, { total, scope }), options };
  };
  let coming = ask(cursor);
  for (;;) {
    const read = await coming;
    if (read.page.next === null) return yield read;
    coming = ask(read.page.next);
    // A page that fails is met when its turn comes; until then the failure must not count as unhandled.
    coming.catch(() => undefined);
    yield read;
  }
}
