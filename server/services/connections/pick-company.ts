import type { OrganisationId } from '../../../domain/ids.ts';
import type { Books, GrantedCompany } from '../../../integrations/books.ts';
import type { Connection } from '../../db/connections.ts';
import type { Context } from '../context.ts';
import { connectionsOf } from './stand-of-company.ts';

/**
 * The company of a consent with which the organisation is to be connected again; the first one when none is it, which is then refused. Null
 * when the consent is for none.
 */
export async function pickCompany(
  ctx: Context,
  books: Books,
  companies: GrantedCompany[],
  reconnectId: OrganisationId,
): Promise<GrantedCompany | null> {
  const [first = null, ...others] = companies;
  if (others.length === 0) return first;
  const known = await Promise.all(
    companies.map(({ booksId }) => connectionsOf(ctx, books, booksId)),
  );
  const isMeant = (connections: Connection[]): boolean =>
    connections.some(({ organisationId }) => organisationId === reconnectId);
  return companies[known.findIndex(isMeant)] ?? first;
}
