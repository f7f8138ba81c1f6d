/** Until the first books are connected, and where a page does not know which ones. */
const first = 'quickbooks';

/** Where a full navigation starts the consent of the books; not part of the client. With `org`, the same company must come back. */
export function connectPath(books: string = first, org?: string): string {
  const start = `/connect/${books}/start?intent=connect`;
  return org === undefined ? start : `${start}&org=${encodeURIComponent(org)}`;
}

export function signInPath(books: string = first): string {
  return `/connect/${books}/start?intent=sign-in`;
}
