import type { Term } from '../../domain/invoice/invoice.ts';
import type { Page } from '../books.ts';
import type { Client } from './client.ts';
import type { DefaultTerms } from './default-terms.ts';
import { rowsOf } from './read.ts';
import { sources } from './sources.ts';
import { distinct, termIn } from './to-term.ts';

/** The terms of one page of contacts, and with the first those of the organisation. */
export async function readContactTerms(
  client: Client,
  page: number,
  terms: DefaultTerms,
): Promise<Page<'terms'>> {
  const [{ resource, pages }] = sources.customers as [(typeof sources.customers)[number]];
  const { rows, isLast } = await rowsOf(client, resource, { query: pages, page });
  const ofAll = page === 1 ? await terms.read() : null;
  const records = distinct([ofAll, ...rows.map(termIn)]);
  const next = isLast ? null : JSON.stringify({ part: 0, page: page + 1 });
  return { records, unreadable: [], skipped: 0, next };
}

export async function readTerms(client: Client, terms: DefaultTerms): Promise<Term[]> {
  const all: Term[] = [];
  for (let page = 1; ; page += 1) {
    const { records, next } = await readContactTerms(client, page, terms);
    all.push(...records);
    if (next === null) return distinct(all);
  }
}
