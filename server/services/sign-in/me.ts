import type { z } from 'zod';
import type { MeJson } from '../../../domain/api/organisations.ts';
import { languages, type Language } from '../../../domain/rules/rule.ts';
import type { OrganisationId, PersonId } from '../../../domain/ids.ts';
import { listStates, type ConnectionState } from '../../db/connections.ts';
import { findPerson, listMemberships, type Person } from '../../db/people.ts';
import { asPerson, asSystem } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

export function findSignedIn(ctx: Context, id: PersonId): Promise<Person | undefined> {
  return findPerson(ctx.store.db, id);
}

export function languageOf(text: string | undefined): Language {
  return languages.find((one) => one === text) ?? 'en';
}

/** The person with the organisations they may enter, each with its books. */
export async function readMe(
  ctx: Context,
  person: Person,
): Promise<Omit<z.input<typeof MeJson>, 'csrfToken'>> {
  const id = person.id as PersonId;
  const memberships = await asPerson(ctx.store, id, (tx) => listMemberships(tx, id));
  const connections = await asSystem(ctx.store, (tx) =>
    listStates(
      tx,
      memberships.map((one) => one.id as OrganisationId),
    ),
  );
  const { name, email } = person;
  return {
    id,
    name,
    email,
    language: languageOf(person.language),
    organisations: memberships.map((one) => ({
      ...one,
      books: toBooks(ctx, connections.get(one.id as OrganisationId)),
    })),
  };
}

/** By its key where this installation does not offer the system any more. */
function toBooks(ctx: Context, connection: ConnectionState | undefined) {
  if (!connection) return null;
  const { provider, state } = connection;
  return { name: ctx.systems.find(({ key }) => key === provider)?.name ?? provider, state };
}
