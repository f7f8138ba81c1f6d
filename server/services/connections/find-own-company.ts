import type { PersonId } from '../../../domain/ids.ts';
import { findConnectionsOfCompany } from '../../db/connections.ts';
import { listMemberships, type MembershipRow, type Person } from '../../db/people.ts';
import { asPerson, asSystem } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { booksIndexOf } from './sealed-tokens.ts';

const MAX_HINTS = 5;
const MAX_LENGTH = 64;

/** Company ids that an address seems to carry. Anybody can write an address, so they are never more than hints. */
export function hintsIn(query: Record<string, unknown>): string[] {
  return Object.values(query)
    .filter((value) => typeof value === 'string')
    .filter((value) => value.length <= MAX_LENGTH)
    .slice(0, MAX_HINTS);
}

/** Ids of the organisations that have, or had, one of the companies. */
export async function organisationsOf(
  ctx: Context,
  provider: string,
  hints: string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const hint of hints) {
    const index = booksIndexOf(ctx.secrets, provider, hint);
    const known = await asSystem(ctx.store, (tx) => findConnectionsOfCompany(tx, provider, index));
    found.push(...known.map((one) => one.organisationId));
  }
  return found;
}

/** The person's own organisation among them; without a usable hint the only one that the person has. */
export async function findOwnCompany(
  ctx: Context,
  person: Person,
  { provider, hints }: { provider: string; hints: string[] },
): Promise<MembershipRow | null> {
  const personId = person.id as PersonId;
  const own = await asPerson(ctx.store, personId, (tx) => listMemberships(tx, personId));
  const named = await organisationsOf(ctx, provider, hints);
  const hit = own.find(({ id }) => named.includes(id));
  return hit ?? (own.length === 1 && named.length === 0 ? (own[0] ?? null) : null);
}
