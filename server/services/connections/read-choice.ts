import type { z } from 'zod';
import type { ConsentChoiceJson } from '../../../domain/api/consent-choice.ts';
import type { Person } from '../../db/people.ts';
import type { Context } from '../context.ts';
import { openChoice } from './consent-choice.ts';
import { booksIndexOf } from './sealed-tokens.ts';
import { connectionsOf, organisationsOfAll, standOf } from './stand-of-company.ts';

/** The companies of a consent, by name, with where each stands. */
export async function readChoice(
  ctx: Context,
  person: Person,
  id: string,
): Promise<z.input<typeof ConsentChoiceJson>> {
  const { books, chooser, consenter, access } = await openChoice(ctx, person, id);
  const own = await organisationsOfAll(ctx, [chooser, consenter]);
  const companies = [];
  for (const { booksId, name } of access.companies) {
    const stand = standOf(await connectionsOf(ctx, books, booksId), own);
    companies.push({
      id: booksIndexOf(ctx.secrets, books.key, booksId),
      name: name ?? '',
      ...stand,
    });
  }
  return {
    books: books.key,
    booksName: books.name,
    companies: companies.toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}
