import type { OrganisationJson } from '../../domain/api/organisations.ts';

/** Where a full navigation starts the consent of the books; not part of the client. With `org`, the same company must come back. */
export function connectPath(books: string, org?: string): string {
  const start = `/connect/${books}/start?intent=connect`;
  return org === undefined ? start : `${start}&org=${encodeURIComponent(org)}`;
}

/** The same for somebody who is signed in and stays so: the books come to what is theirs already. */
export function addBooksPath(books: string): string {
  return `${connectPath(books)}&add=yes`;
}

export function signInPath(books: string): string {
  return `/connect/${books}/start?intent=sign-in`;
}

/** Where an organisation's own company is connected again; without a company the system is chosen first. */
export function reconnectPath({ id, connection }: OrganisationJson): string {
  return connection ? connectPath(connection.books, id) : '/orgs';
}
