import { randomUUID } from 'node:crypto';
import type { OrganisationId, PersonId } from '../../../domain/ids.ts';
import type { Books, GrantedAccess } from '../../../integrations/books.ts';
import { addActivity } from '../../db/activity.ts';
import { addConnection, type Connection } from '../../db/connections.ts';
import { dropUnusedGrant } from '../../db/grants.ts';
import { isUniqueViolation } from '../../db/violations.ts';
import { addOrganisation } from '../../db/organisations.ts';
import { addMembership, findRole, type MembershipRow, type Person } from '../../db/people.ts';
import { inOrganisationAsSystem, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { mayRole } from '../organisations/may.ts';
import { queueReading } from '../sync/request-sync.ts';
import { connectAgain, noteConnected } from './connect-again.ts';
import { reviveSiblings } from './revive-siblings.ts';
import { saveGrant } from './save-grant.ts';
import { booksColumns } from './sealed-tokens.ts';
import { connectionsOf, organisationsOfAll } from './stand-of-company.ts';

export interface Connecting {
  books: Books;
  /** Who consented at the vendor. */
  person: Person;
  /** Somebody else who is signed in and adds these books to theirs. */
  adder?: Person | null;
  access: Pick<GrantedAccess, 'key' | 'tokens' | 'reached'>;
  booksId: string;
  /** Name of the company, until the books tell it. */
  name?: string | null;
  /** The organisation that asked to be connected again; only its own company will do (E25). */
  reconnectId: OrganisationId | null;
}

export type Connected =
  /** `reading` tells that the books are about to be read. */
  | { kind: 'connected'; organisationId: OrganisationId; reading: boolean }
  | { kind: 'refused'; code: 'company-taken' | 'wrong-company' };

/** Ties the granted company to an organisation: a new one, or the one that had it before. A company never changes hands silently. */
export async function connectCompany(ctx: Context, connecting: Connecting): Promise<Connected> {
  try {
    return await connectOnce(ctx, connecting);
  } catch (error) {
    // Somebody connected the same company, or with the same tokens, in this moment; the second look finds it.
    if (races.some((index) => isUniqueViolation(error, index))) return connectOnce(ctx, connecting);
    throw error;
  }
}

const races = ['connection_company', 'books_grant_key'];

async function connectOnce(ctx: Context, connecting: Connecting): Promise<Connected> {
  const { books, person, adder = null, booksId } = connecting;
  const known = await connectionsOf(ctx, books, booksId);
  const own = await organisationsOfAll(ctx, [person, adder]);
  const choice = choose(known, own, connecting.reconnectId);
  if (choice === 'company-taken' || choice === 'wrong-company') {
    return { kind: 'refused', code: choice };
  }
  if (choice === 'new') return found(ctx, connecting);
  const role = own.find((one) => one.id === choice.organisationId)?.role ?? 'viewer';
  const organisationId = choice.organisationId as OrganisationId;
  // Somebody without the right to connect signs in; the connection stays as it is.
  if (!mayRole(role, 'run')) return { kind: 'connected', organisationId, reading: false };
  await renew(ctx, connecting, choice);
  await reviveSiblings(ctx, connecting, own);
  return { kind: 'connected', organisationId, reading: true };
}

async function found(ctx: Context, connecting: Connecting): Promise<Connected> {
  const connected = await foundOrganisation(ctx, connecting);
  const { person, adder = null } = connecting;
  await reviveSiblings(ctx, connecting, await organisationsOfAll(ctx, [person, adder]));
  return connected;
}

/** `known` are all connections to the company, the one in use first. */
function choose(
  known: Connection[],
  own: MembershipRow[],
  reconnectId: OrganisationId | null,
): Connection | 'new' | 'company-taken' | 'wrong-company' {
  const isOwn = (one: Connection) => own.some(({ id }) => id === one.organisationId);
  const inUse = known.find((one) => one.state !== 'disconnected');
  if (inUse && !isOwn(inUse)) return 'company-taken';
  if (reconnectId) {
    const before = known.find((one) => one.organisationId === reconnectId && isOwn(one));
    return before && (!inUse || inUse === before) ? before : 'wrong-company';
  }
  return inUse ?? known.find(isOwn) ?? 'new';
}

/** Organisation, owner, connection and the first import, or nothing of it. Names and zone come with the import. */
async function foundOrganisation(ctx: Context, connecting: Connecting): Promise<Connected> {
  const { books, person, adder, booksId } = connecting;
  const organisationId = randomUUID() as OrganisationId;
  const connectionId = randomUUID();
  const at = ctx.now();
  await inOrganisationAsSystem(ctx.store, organisationId, async (tx) => {
    await addOrganisation(tx, {
      id: organisationId,
      name: connecting.name ?? books.name,
      timeZone: 'UTC',
      timeZoneConfirmed: false,
      language: person.language,
      customFields: [],
      createdAt: at,
    });
    for (const { id } of adder ? [person, adder] : [person])
      await addMembership(tx, { organisationId, personId: id, role: 'owner', createdAt: at });
    await addConnection(tx, {
      organisationId,
      id: connectionId,
      provider: books.key,
      ...booksColumns(ctx.secrets, connectionId, books.key, booksId),
      grantId: await saveGrant(tx, ctx.secrets, books.key, connecting.access),
      companyName: connecting.name ?? '',
      state: 'live',
      connectedAt: at,
      connectedBy: person.name,
    });
    await queueReading(tx, organisationId, at);
    await noteConnected(tx, organisationId, connecting, { at, again: false });
  });
  return { kind: 'connected', organisationId, reading: true };
}

async function renew(ctx: Context, connecting: Connecting, before: Connection): Promise<void> {
  const organisationId = before.organisationId as OrganisationId;
  const at = ctx.now();
  const { books, access } = connecting;
  await inOrganisationAsSystem(ctx.store, organisationId, async (tx) => {
    const grantId = await saveGrant(tx, ctx.secrets, books.key, access);
    await connectAgain(tx, before, connecting, { grantId, at });
    // Somebody else may have given it, with tokens of their own.
    if (before.grantId && before.grantId !== grantId) await dropUnusedGrant(tx, before.grantId);
    await admitAdder(tx, organisationId, connecting, at);
  });
}

/** Whoever adds books to theirs gets the rights of the one who consented, unless they have some already. */
async function admitAdder(
  tx: Tx,
  organisationId: OrganisationId,
  { person, adder }: Connecting,
  at: Date,
): Promise<void> {
  if (!adder || (await findRole(tx, organisationId, adder.id as PersonId))) return;
  const role = await findRole(tx, organisationId, person.id as PersonId);
  if (!role) return;
  await addMembership(tx, { organisationId, personId: adder.id, role, createdAt: at });
  await addActivity(tx, {
    organisationId,
    at,
    kind: 'member.added',
    actor: { kind: 'person', name: person.name, personId: person.id as PersonId },
    detail: { name: adder.name },
  });
}
