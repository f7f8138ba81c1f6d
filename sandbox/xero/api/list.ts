import type { JsonObject } from '../../kit/json.ts';
import type { Stored } from '../books/records.ts';
import type { Table } from '../books/table.ts';
import type { Call, Pagination } from './call.ts';
import { faults } from './faults.ts';
import type { View } from './show/invoice.ts';
import type { Fields } from './where/fields.ts';
import { parseOrder } from './where/order.ts';
import { parseWhere } from './where/parse.ts';
import { readModifiedSince } from './wire.ts';

const USUAL_PAGE = 100;
const LARGEST_PAGE = 1000;

interface Listing<T extends Stored> {
  wrapper: string;
  table: Table<T>;
  fields: Fields<T>;
  /** Tests of the resource's own parameters. */
  tests: ((record: T) => boolean)[];
  /** One of the tests narrows the list down by an index. */
  isNarrow: boolean;
  canPage: boolean;
  show: (record: T, view: View) => JsonObject;
}

/** A list as all resources answer it: filter, order, delta, page (facts: Xero 2.6). */
export function answerList<T extends Stored>(call: Call, listing: Listing<T>): void {
  const paging = listing.canPage ? readPaging(call) : null;
  const where = call.option('where');
  const filter = where === '' ? null : parseWhere(where, listing.fields);
  const isNarrow = listing.isNarrow || filter?.isOptimised === true;
  const since = modifiedSince(call);
  if (!isNarrow && !since && !paging && listing.table.size > call.box.knobs.unfilteredMost)
    throw faults.query('The request would return too many records: filter it by indexed fields.');
  const tests = [...listing.tests];
  if (filter) tests.push((record) => filter.holds(record, call.org));
  if (since) tests.push(since);
  const found = ordered(call, listing).filter((record) => tests.every((test) => test(record)));
  const view = viewOf(call, paging !== null);
  if (!paging)
    return call.answer({ [listing.wrapper]: found.map((one) => listing.show(one, view)) });
  const { page, pageSize } = paging;
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const pagination: Pagination = {
    page,
    pageSize,
    pageCount: Math.ceil(found.length / pageSize),
    itemCount: found.length,
  };
  call.answer({ [listing.wrapper]: shown.map((one) => listing.show(one, view)) }, pagination);
}

export function viewOf(call: Call, isPaged: boolean): View {
  const form = call.isOn('summaryOnly') ? 'summary' : isPaged ? 'page' : 'list';
  return { form, ...commonView(call) };
}

export function viewOfOne(call: Call): View {
  return { form: 'one', ...commonView(call) };
}

function commonView(call: Call): Pick<View, 'unitdp' | 'base'> {
  const unitdp = call.option('unitdp') === '4' ? 4 : 2;
  return { unitdp, base: `${call.box.urls.api}/api.xro/2.0` };
}

/** `page`, or what forces paging; null for an unpaged list. */
function readPaging(call: Call): { page: number; pageSize: number } | null {
  const page = call.option('page');
  const size = call.option('pageSize');
  if (page === '' && size === '' && !call.isOn('summaryOnly')) return null;
  const paging = { page: Number(page || '1'), pageSize: Number(size || USUAL_PAGE) };
  const isFine = Number.isInteger(paging.page) && Number.isInteger(paging.pageSize);
  if (!isFine || paging.page < 1 || paging.pageSize < 1 || paging.pageSize > LARGEST_PAGE)
    throw faults.validation([
      {
        ValidationErrors: [{ Message: 'Page must be at least 1 and pageSize between 1 and 1000.' }],
      },
    ]);
  return paging;
}

function modifiedSince(call: Call): ((record: Stored) => boolean) | null {
  const text = call.request.get('if-modified-since');
  if (text === undefined) return null;
  const seconds = readModifiedSince(text);
  if (seconds === undefined) throw faults.precondition();
  const isInclusive = call.box.knobs.modifiedSince === 'inclusive';
  const first = isInclusive ? seconds : seconds + 1;
  return ({ updatedMs }) => Math.floor(updatedMs / 1000) >= first;
}

function ordered<T extends Stored>(call: Call, { table, fields }: Listing<T>): readonly T[] {
  const order = call.option('order');
  return order === '' ? table.list() : table.sorted(order, parseOrder(order, fields, call.org));
}

/** Whether the call asks for changes only. */
export function isDelta(call: Call): boolean {
  return call.request.get('if-modified-since') !== undefined;
}

/** A test of `IDs`-like parameters; none when the parameter is missing. */
export function oneOf<T>(
  wanted: string[] | undefined,
  read: (record: T) => string,
): ((record: T) => boolean)[] {
  if (!wanted) return [];
  const all = new Set(wanted.map((text) => text.toLowerCase()));
  return [(record) => all.has(read(record).toLowerCase())];
}
