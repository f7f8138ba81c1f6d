import type { CompanyState } from '../../../domain/company-state.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { Books } from '../../../integrations/books.ts';
import { findConnectionsOfCompany, type Connection } from '../../db/connections.ts';
import { listMemberships, type MembershipRow, type Person } from '../../db/people.ts';
import { asPerson, asSystem } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { mayRole } from '../organisations/may.ts';
import { booksIndexOf } from './sealed-tokens.ts';

/** Organisations of these people together; who may do more in one stands first. */
export async function organisationsOfAll(
  ctx: Context,
  people: (Person | null)[],
): Promise<MembershipRow[]> {
  const all: MembershipRow[] = [];
  for (const person of new Map(people.map((one) => [one?.id, one])).values()) {
    const personId = person?.id as PersonId | undefined;
    if (personId)
      all.push(...(await asPerson(ctx.store, personId, (tx) => listMemberships(tx, personId))));
  }
  return all.toSorted((a, b) => Number(mayRole(b.role, 'run')) - Number(mayRole(a.role, 'run')));
}

/** All connections to a company, of whomever; the one in use first. */
export function connectionsOf(
  ctx: Context,
  { key }: Pick<Books, 'key'>,
  booksId: string,
): Promise<Connection[]> {
  const index = booksIndexOf(ctx.secrets, key, booksId);
  return asSystem(ctx.store, (tx) => findConnectionsOfCompany(tx, key, index));
}

export interface Stand {
  state: CompanyState;
  organisation: { id: string; name: string } | null;
}

/** Where a company stands, seen by people with these organisations. Of others' nothing is told but that it is taken. */
export function standOf(known: Connection[], own: MembershipRow[]): Stand {
  const homeOf = (one: Connection) => own.find(({ id }) => id === one.organisationId);
  const inUse = known.find(({ state }) => state !== 'disconnected');
  const before = inUse ?? known.find(homeOf);
  if (!before) return { state: 'free', organisation: null };
  const home = homeOf(before);
  if (!home) return { state: 'taken', organisation: null };
  const organisation = { id: home.id, name: home.name };
  if (before.state === 'live' || before.state === 'paused')
    return { state: 'connected', organisation };
  return { state: mayRole(home.role, 'run') ? 'again' : 'no-right', organisation };
}
