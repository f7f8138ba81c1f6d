import type { Found, IdOfKind, ImportKind, RecordsOfKind } from '../books.ts';
import { filesById } from './attachments.ts';
import type { Client, Query } from './client.ts';
import type { DefaultTerms } from './default-terms.ts';
import { listOf, type Fields } from './fields.ts';
import { readGroups } from './groups.ts';
import { idsPerCall, idsPerFilter, pageSize } from './limits.ts';
import { isGroup, sources, type ListedKind, type Source } from './sources.ts';
import { distinct, termIn } from './to-term.ts';

/** One page of a resource; always by pages, since unpaged lists leave half of each record out (facts: Xero 2.6). */
export async function rowsOf(
  client: Client,
  resource: string,
  { query = {}, since, page = 1 }: { query?: Query; since?: Date; page?: number } = {},
): Promise<{ rows: Fields[]; isLast: boolean }> {
  const asked = { query: { ...query, page, pageSize }, ...(since && { since }) };
  const wrapper = await client.get(resource, resource, asked);
  const rows = listOf(wrapper[resource]);
  return { rows, isLast: rows.length < pageSize };
}

/** Fresh copies by id. Archived contacts are found; drafts and bills are missing, as they are nothing to us. */
export async function readById<Kind extends Exclude<ImportKind, 'terms'>>(
  client: Client,
  kind: Kind,
  ids: IdOfKind[Kind][],
  terms: DefaultTerms,
): Promise<Found<Kind>> {
  // The kinds that follow are all others; the type of a conditional cannot say so.
  if (kind === 'attachments') return (await filesById(client, ids)) as Found<Kind>;
  return (await readListed(client, kind as ListedKind, ids, terms)) as unknown as Found<Kind>;
}

async function readListed<Kind extends ListedKind>(
  client: Client,
  kind: Kind,
  ids: readonly string[],
  terms: DefaultTerms,
): Promise<Found<Kind>> {
  const asked = [...new Set(ids)];
  const found: Found<Kind> = { records: [], missing: [], unreadable: [] };
  const around = { defaultTermId: kind === 'customers' ? await terms.id() : null };
  if (kind === 'customers') found.records.push(...(await groupsAmong<Kind>(client, asked)));
  const kindSources: Source<Kind>[] = sources[kind];
  for (const source of kindSources) {
    const own = asked.filter((id) => !isGroup(id) && isOf(source, kindSources, id));
    for (const some of inLots(own, source.takesIds ? idsPerCall : idsPerFilter)) {
      const { rows } = await rowsOf(client, source.resource, { query: queryFor(source, some) });
      const { records, unreadable } = (source.mapById ?? source.map)(rows, around);
      // A contact brings its group along; groups have their own list.
      const named = records.filter(({ id }) => !isGroup(id));
      found.records.push(...(named as RecordsOfKind[Kind][]));
      found.unreadable.push(...unreadable);
      if (kind === 'customers')
        found.terms = distinct([...(found.terms ?? []), ...rows.map(termIn)]);
    }
  }
  const known = new Set<string>([
    ...found.records.map(({ id }) => id),
    ...found.unreadable.map(({ recordId }) => recordId),
  ]);
  found.missing.push(...(asked.filter((id) => !known.has(id)) as IdOfKind[Kind][]));
  return found;
}

async function groupsAmong<Kind extends ListedKind>(
  client: Client,
  asked: string[],
): Promise<RecordsOfKind[Kind][]> {
  if (!asked.some(isGroup)) return [];
  const groups = await readGroups(client);
  return groups.filter(({ id }) => asked.includes(id)) as RecordsOfKind[Kind][];
}

/** The source whose prefix the id has; without one it is the source that has none. */
function isOf<Kind extends ListedKind>(
  source: Source<Kind>,
  all: Source<Kind>[],
  id: string,
): boolean {
  const prefixed = all.find(({ prefix }) => prefix !== '' && id.startsWith(prefix));
  return (prefixed ?? all.find(({ prefix }) => prefix === '')) === source;
}

function queryFor<Kind extends ListedKind>(
  { idName, prefix, takesIds, changes }: Source<Kind>,
  ids: string[],
): Query {
  const bare = ids.map((id) => id.slice(prefix.length)).filter(isUuid);
  if (takesIds) return { ...changes, where: undefined, IDs: bare.join(',') };
  return { where: bare.map((id) => `${idName}==Guid("${id}")`).join(' OR ') };
}

/** Ids come from the mirror and from webhooks; whatever is no id of Xero's must not end up in a filter. */
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

function inLots(ids: string[], size: number): string[][] {
  const usable = ids.filter((id) => isUuid(id.slice(id.lastIndexOf('/') + 1)));
  const lots: string[][] = [];
  for (let from = 0; from < usable.length; from += size) lots.push(usable.slice(from, from + size));
  return lots;
}
