import type { Term } from '../../domain/invoice/invoice.ts';
import type { Client } from './client.ts';
import type { DefaultTerms } from './default-terms.ts';
import { rowsOf } from './read.ts';
import { sources } from './sources.ts';
import { distinct, termIn } from './to-term.ts';

/** The organisation's own terms and those of all contacts. */
export async function readTerms(client: Client, terms: DefaultTerms): Promise<Term[]> {
  const [{ resource, pages }] = sources.customers as [(typeof sources.customers)[number]];
  const all = [await terms.read()];
  for (let page = 1; ; page += 1) {
    const { rows, isLast } = await rowsOf(client, resource, { query: pages, page });
    all.push(...rows.map(termIn));
    if (isLast) return distinct(all);
  }
}
