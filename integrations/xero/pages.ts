import { z } from 'zod';
import type { ImportKind, Page, PageScope, RecordCounts } from '../books.ts';
import type { Client, Query } from './client.ts';
import type { DefaultTerms } from './default-terms.ts';
import { partOf } from './fields.ts';
import { rowsOf } from './read.ts';
import { openInvoices, sources, type ListedKind, type Source } from './sources.ts';
import { distinct, termIn } from './to-term.ts';

/** Totals of the kinds that Xero counts: one call for each resource, with a page of one. */
export async function countRecords(client: Client): Promise<RecordCounts> {
  const [customers, invoices, credits, payments] = await Promise.all([
    countOf(client, sources.customers),
    countOf(client, sources.invoices),
    countOf(client, sources.credits),
    countOf(client, sources.payments),
  ]);
  return { terms: null, customers, invoices, credits, payments, attachments: null };
}

/** Null when an answer brings no count. */
async function countOf<Kind extends ListedKind>(
  client: Client,
  kindSources: Source<Kind>[],
): Promise<number | null> {
  let total = 0;
  for (const { resource, pages } of kindSources) {
    const query = { ...pages, page: 1, pageSize: 1 };
    const wrapper = await client.get(resource, resource, { query });
    const count = partOf(wrapper['pagination'])['itemCount'];
    if (typeof count !== 'number') return null;
    total += count;
  }
  return total;
}

/** `part`: which of the kind's resources. */
const cursorSchema = z.object({ part: z.int().nonnegative(), page: z.int().positive() });

/**
 * One page. Invoices and contacts come in the order of ids, so what changes meanwhile stays where it is and what is added can only be read
 * twice; the other resources come in the order of change, the only one that is surely fast (facts: Xero 2.6): what changes meanwhile moves
 * to the end, and one that moves up unseen is found by the comparison of the counts.
 */
export async function readPage<Kind extends ImportKind>(
  client: Client,
  kind: Kind,
  from: string | null,
  { scope = 'all', terms }: { scope?: PageScope | undefined; terms: DefaultTerms },
): Promise<Page<Kind>> {
  const place = from === null ? { part: 0, page: 1 } : cursorSchema.parse(JSON.parse(from));
  // Each branch is the page of its kind; the type of a conditional cannot say so.
  if (kind === 'attachments') return noPage as Page<Kind>;
  // All others stand in contacts, and come with them.
  if (kind === 'terms')
    return { ...noPage, records: distinct([await terms.read()]) } as unknown as Page<Kind>;
  const page = await readListed(client, kind as ListedKind, place, { scope, terms });
  return page as unknown as Page<Kind>;
}

const noPage = { records: [], unreadable: [], skipped: 0, next: null };

async function readListed<Kind extends ListedKind>(
  client: Client,
  kind: Kind,
  { part, page }: z.infer<typeof cursorSchema>,
  { scope, terms }: { scope: PageScope; terms: DefaultTerms },
): Promise<Page<Kind>> {
  const kindSources: Source<Kind>[] = sources[kind];
  const source = kindSources[part];
  if (!source) return noPage as Page<Kind>;
  const query: Query = kind === 'invoices' && scope === 'open' ? openInvoices : source.pages;
  const { rows, isLast } = await rowsOf(client, source.resource, { query, page });
  const defaultTermId = kind === 'customers' ? await terms.id() : null;
  const { records, unreadable, skipped, deleted } = source.map(rows, { defaultTermId });
  const following = isLast ? { part: part + 1, page: 1 } : { part, page: page + 1 };
  const next = kindSources[following.part] ? JSON.stringify(following) : null;
  const named = kind === 'customers' && { terms: distinct(rows.map(termIn)) };
  return { records, unreadable, skipped: skipped + deleted.length, next, ...named };
}
