import type { Changes, RecordsOfKind } from '../books.ts';
import type { Client, Query } from './client.ts';
import type { DefaultTerms } from './default-terms.ts';
import type { Fields } from './fields.ts';
import { mostChangedPages } from './limits.ts';
import { rowsOf } from './read.ts';
import { partPaidInvoices, sources, type Around, type ListedKind, type Source } from './sources.ts';
import { toRefunds } from './to-payment.ts';
import { distinct, termIn } from './to-term.ts';

/**
 * Everything whose stamp moved since the second, resource by resource, and the part-paid invoices whatever their stamp says. `complete` is
 * false when more changed than a reading takes. A record that changes while we read may come twice.
 */
export async function readChanges(
  client: Client,
  sinceAt: Date,
  terms: DefaultTerms,
): Promise<Changes> {
  const changes = noChanges();
  const around = { defaultTermId: await terms.id() };
  const contacts = await addChanged(client, changes, 'customers', { sinceAt, around });
  changes.records.terms = distinct(contacts.map(termIn));
  await addPartPaid(client, changes, around);
  await addChanged(client, changes, 'invoices', { sinceAt, around });
  await addChanged(client, changes, 'credits', { sinceAt, around });
  changes.refunds = toRefunds(await addChanged(client, changes, 'payments', { sinceAt, around }));
  return changes;
}

/** All rows that came, ours or not. */
async function addChanged<Kind extends ListedKind>(
  client: Client,
  changes: Changes,
  kind: Kind,
  { sinceAt: since, around }: { sinceAt: Date; around: Around },
): Promise<Fields[]> {
  const kindSources: Source<Kind>[] = sources[kind];
  const all: Fields[] = [];
  for (const source of kindSources) {
    const query = { ...source.changes, order: 'UpdatedDateUTC ASC' };
    const rows = await allRows(client, source.resource, { query, since }, changes);
    add(changes, kind, source.map(rows, around));
    all.push(...rows);
  }
  return all;
}

/** Before the changes, so that what changes in between comes later and counts. */
async function addPartPaid(client: Client, changes: Changes, around: Around): Promise<void> {
  for (const { resource, map } of sources.invoices) {
    const rows = await allRows(client, resource, { query: partPaidInvoices }, changes);
    add(changes, 'invoices', map(rows, around));
  }
}

async function allRows(
  client: Client,
  resource: string,
  asked: { query: Query; since?: Date },
  changes: Changes,
): Promise<Fields[]> {
  const all: Fields[] = [];
  for (let page = 1; page <= mostChangedPages; page += 1) {
    const { rows, isLast } = await rowsOf(client, resource, { ...asked, page });
    all.push(...rows);
    if (isLast) return all;
  }
  changes.complete = false;
  return all;
}

function add<Kind extends ListedKind>(
  changes: Changes,
  kind: Kind,
  { records, unreadable, deleted }: ReturnType<Source<Kind>['map']>,
): void {
  const list: RecordsOfKind[Kind][] = changes.records[kind];
  list.push(...records);
  changes.unreadable.push(...unreadable);
  // Contacts have no list: they are never deleted, only archived.
  const lists: Partial<Record<ListedKind, string[]>> = changes.deleted;
  lists[kind]?.push(...deleted);
}

function noChanges(): Changes {
  return {
    records: {
      terms: [],
      customers: [],
      invoices: [],
      credits: [],
      payments: [],
      attachments: [],
    },
    deleted: { invoices: [], credits: [], payments: [], attachments: [] },
    refunds: { customerIds: [], ofAnybody: false },
    unreadable: [],
    complete: true,
  };
}
