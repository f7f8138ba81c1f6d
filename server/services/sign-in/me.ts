import type { z } from 'zod';
import type { MeJson } from '../../../domain/api/organisations.ts';
import { languages, type Language } from '../../../domain/rules/rule.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { findPerson, listMemberships, type Person } from '../../db/people.ts';
import { asPerson } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

export function findSignedIn(ctx: Context, id: PersonId): Promise<Person | undefined> {
  return findPerson(ctx.store.db, id);
}

export function languageOf(text: string | undefined): Language {
  return languages.find((one) => one === text) ?? 'en';
}

/** The person with the organisations they may enter. */
export async function readMe(
  ctx: Context,
  person: Person,
): Promise<Omit<z.input<typeof MeJson>, 'csrfToken'>> {
  const id = person.id as PersonId;
  const organisations = await asPerson(ctx.store, id, (tx) => listMemberships(tx, id));
  const { name, email } = person;
  return { id, name, email, language: languageOf(person.language), organisations };
}
