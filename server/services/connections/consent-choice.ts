import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { NotFound, Refused } from '../../../domain/errors.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { Books, GrantedAccess } from '../../../integrations/books.ts';
import {
  addConsentChoice,
  findConsentChoice,
  type ConsentChoice,
} from '../../db/consent-choices.ts';
import { findPerson, type Person } from '../../db/people.ts';
import { asPerson } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { Stored } from './sealed-tokens.ts';

/** The access token that came with the consent lives half an hour (facts: Xero 1.3). */
const LIFE_MS = 20 * 60_000;

const Access = z.object({
  key: z.string(),
  tokens: Stored,
  companies: z.array(z.object({ booksId: z.string(), name: z.string().nullable() })),
  reached: z.array(z.string()),
});

const placeOf = (id: string): string => `consent-choice:${id}:access`;

/** A consent for several companies, waiting for the person to say which of them are meant. */
export interface OpenChoice {
  id: string;
  books: Books;
  chooser: Person;
  consenter: Person;
  access: GrantedAccess;
}

/** Keeps what was granted, sealed, and answers under which id the person finds it. */
export async function keepChoice(
  ctx: Context,
  { books, chooser, consenter, access }: Omit<OpenChoice, 'id'>,
): Promise<string> {
  const [id, createdAt] = [randomUUID(), ctx.now()];
  await asPerson(ctx.store, chooser.id as PersonId, (tx) =>
    addConsentChoice(tx, {
      id,
      personId: chooser.id,
      consenterId: consenter.id,
      provider: books.key,
      accessSealed: ctx.secrets.seal(JSON.stringify(access), placeOf(id)),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + LIFE_MS),
    }),
  );
  return id;
}

/** Throws NotFound for a choice that is not this person's, Refused for one that waited too long or was made. */
export async function openChoice(ctx: Context, chooser: Person, id: string): Promise<OpenChoice> {
  const isId = z.uuid().safeParse(id).success;
  const row =
    isId && (await asPerson(ctx.store, chooser.id as PersonId, (tx) => findConsentChoice(tx, id)));
  if (!row) throw new NotFound('choice.unknown', 'no such choice for this person');
  if (row.expiresAt <= ctx.now()) throw new Refused('choice.expired', 'it waited too long');
  if (row.usedAt) throw new Refused('choice.made', 'it is being made, or was');
  return toOpen(ctx, chooser, row);
}

async function toOpen(ctx: Context, chooser: Person, row: ConsentChoice): Promise<OpenChoice> {
  const consenter = await findPerson(ctx.store.db, row.consenterId as PersonId);
  if (!consenter) throw new NotFound('choice.unknown', 'who consented is gone');
  const access = openAccess(ctx, row);
  return { id: row.id, books: ctx.books(row.provider), chooser, consenter, access };
}

/** What was granted, unsealed. */
export function openAccess(
  ctx: Context,
  { id, accessSealed }: Pick<ConsentChoice, 'id' | 'accessSealed'>,
): GrantedAccess {
  return Access.parse(JSON.parse(ctx.secrets.open(accessSealed, placeOf(id))));
}
