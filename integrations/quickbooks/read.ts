import type { Found, IdOfKind, ImportKind } from '../books.ts';
import type { Term } from '../../domain/invoice/invoice.ts';
import { queryAnswerSchema } from './api-types.ts';
import type { Client, Entity } from './client.ts';
import { sources, type Source } from './kinds.ts';
import { idsPerQuery } from './limits.ts';
import { idIn, page, where } from './query.ts';

/** Rows of one query; an empty answer has no list at all (facts: QuickBooks 4.1). */
export async function rowsOf(client: Client, entity: Entity, rest: string): Promise<unknown[]> {
  const answer = queryAnswerSchema.parse(await client.query(entity, rest));
  return listIn(answer.QueryResponse, entity);
}

export function listIn(response: Record<string, unknown>, entity: Entity): unknown[] {
  const list = response[entity];
  return Array.isArray(list) ? list : [];
}

/** Fresh copies by id, three hundred in a call. Inactive records are found; deleted ones are missing. */
export async function readById<Kind extends ImportKind>(
  client: Client,
  kind: Kind,
  ids: IdOfKind[Kind][],
): Promise<Found<Kind>> {
  const { entity, condition, map }: Source<Kind> = sources[kind];
  const asked = [...new Set(ids)];
  const found: Found<Kind> = { records: [], missing: [], unreadable: [] };
  for (let from = 0; from < asked.length; from += idsPerQuery) {
    const some = asked.slice(from, from + idsPerQuery);
    const { records, unreadable } = map(
      await rowsOf(client, entity, page(where(idIn(some), condition))),
    );
    found.records.push(...records);
    found.unreadable.push(...unreadable);
    const known = new Set<string>([
      ...records.map((record) => record.id),
      ...unreadable.map((record) => record.recordId),
    ]);
    found.missing.push(...some.filter((id) => !known.has(id)));
  }
  return found;
}

/** All terms, inactive ones too; a company has some dozens, so one page holds them. */
export async function readTerms(client: Client): Promise<Term[]> {
  const { entity, condition, map } = sources.terms;
  return map(await rowsOf(client, entity, page(where(condition)))).records;
}
