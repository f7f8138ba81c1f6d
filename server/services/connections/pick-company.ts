import type { OrganisationId } from '../../../domain/ids.ts';
import type { Books, GrantedCompany } from '../../../integrations/books.ts';
import { findConnectionsOfCompany, type Connection } from '../../db/connections.ts';
import { asSystem } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { booksIndexOf } from './sealed-tokens.ts';

/**
 * The company of a consent that is to be connected: of several the one that the organisation asked for again, else the first that nobody has
 * connected. The adapter names the one that the person dealt with last first. Null when the consent is for none.
 */
export async function pickCompany(
  ctx: Context,
  books: Books,
  companies: GrantedCompany[],
  reconnectId: OrganisationId | null,
): Promise<GrantedCompany | null> {
  const [first = null, ...others] = companies;
  if (others.length === 0) return first;
  const known = await Promise.all(companies.map((one) => connectionsOf(ctx, books, one)));
  const isMeant = (connections: Connection[]): boolean =>
    reconnectId === null
      ? connections.every(({ state }) => state === 'disconnected')
      : connections.some(({ organisationId }) => organisationId === reconnectId);
  return companies[known.findIndex(isMeant)] ?? first;
}

function connectionsOf(
  ctx: Context,
  { key }: Books,
  { booksId }: GrantedCompany,
): Promise<Connection[]> {
  const index = booksIndexOf(ctx.secrets, key, booksId);
  return asSystem(ctx.store, (tx) => findConnectionsOfCompany(tx, key, index));
}
