import type { Html } from './html.ts';
import { html } from './html.ts';

const PAGE_SIZE = 25;

export interface Listing<Row> {
  rows: Row[];
  page: number;
  pages: number;
  total: number;
  search: string;
}

/** One page of what contains the search text, newest first. */
export function paginate<Row>(
  rows: readonly Row[],
  search: string,
  page: number,
  textOf: (row: Row) => string,
): Listing<Row> {
  const wanted = search.trim().toLowerCase();
  const found =
    wanted === '' ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const from = Math.max(0, found.length - shown * PAGE_SIZE);
  return {
    rows: found.slice(from, found.length - (shown - 1) * PAGE_SIZE).reverse(),
    page: shown,
    pages,
    total: found.length,
    search,
  };
}

/** Address of the same page of the same search, to come back to. */
export function backTo(path: string, listing: Listing<unknown>): string {
  return `${path}?${new URLSearchParams({ q: listing.search, page: String(listing.page) }).toString()}`;
}

export function searchBar(path: string, listing: Listing<unknown>, what: string): Html {
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

function arrows(path: string, listing: Listing<unknown>): Html {
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
