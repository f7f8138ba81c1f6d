import type { Table } from '../data/table.ts';
import type { JsonObject } from '../../kit/json.ts';
import type { Html } from '../../kit/html.ts';
import { html } from '../../kit/html.ts';

const PAGE_SIZE = 25;

export interface Listing {
  rows: JsonObject[];
  page: number;
  pages: number;
  total: number;
  search: string;
}

/** One page of what contains the search text, newest first. */
export function paginate(
  table: Table,
  search: string,
  page: number,
  textOf: (entity: JsonObject) => string,
): Listing {
  const wanted = search.trim().toLowerCase();
  const rows = table.byId.list;
  const found =
    wanted === '' ? rows : rows.filter((row) => textOf(row.entity).toLowerCase().includes(wanted));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  return {
    rows: found
      .slice(Math.max(0, found.length - shown * PAGE_SIZE), found.length - (shown - 1) * PAGE_SIZE)
      .reverse()
      .map((row) => row.entity),
    page: shown,
    pages,
    total: found.length,
    search,
  };
}

export function searchBar(path: string, listing: Listing, what: string): Html {
  return html`<form method="get" action="${path}" class="row">
    <span>
      <input
        type="search"
        name="q"
        value="${listing.search}"
        aria-label="Search ${what}"
        placeholder="Search ${what}"
      />
      <button>Search</button>
    </span>
    <span class="quiet"
      >${listing.total} ${what} · page ${listing.page} of ${listing.pages}
      ${arrows(path, listing)}</span
    >
  </form>`;
}

function arrows(path: string, listing: Listing): Html {
  const link = (page: number, label: string): Html =>
    html`<a
      class="button"
      href="${path}?${new URLSearchParams({ q: listing.search, page: String(page) }).toString()}"
      >${label}</a
    >`;
  const back = listing.page > 1 ? link(listing.page - 1, 'Previous') : html``;
  const on = listing.page < listing.pages ? link(listing.page + 1, 'Next') : html``;
  return html`${back} ${on}`;
}

/** A small form that posts one action and comes back to the same place. */
export function actionForm(
  action: string,
  label: string,
  back: string,
  fields: Html = html``,
): Html {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="back" value="${back}" />${fields}<button>${label}</button>
  </form>`;
}
