import { z } from 'zod';
import type { Tokens } from '../../../integrations/books.ts';
import type { BooksGrant } from '../../db/grants.ts';
import type { Secrets } from '../../secrets.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** Tokens as they are sealed, read back. */
export const Stored = z.object({
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
  refreshExpiresAt: instant,
  refreshHardExpiresAt: instant.nullable(),
});

/** What binds sealed tokens to their grant. It speaks of a connection because that is where tokens stood at first. */
const placeOf = (grantId: string): string => `connection:${grantId}:tokens`;

/** The columns of a grant that follow from its tokens. */
export function tokenColumns(secrets: Secrets, grantId: string, tokens: Tokens) {
  return {
    tokensSealed: secrets.seal(JSON.stringify(tokens), placeOf(grantId)),
    accessExpiresAt: tokens.accessExpiresAt,
    refreshExpiresAt: tokens.refreshExpiresAt,
    refreshHardExpiresAt: tokens.refreshHardExpiresAt,
  };
}

export function openTokens(
  secrets: Secrets,
  { id, tokensSealed }: Pick<BooksGrant, 'id' | 'tokensSealed'>,
): Tokens {
  return Stored.parse(JSON.parse(secrets.open(tokensSealed, placeOf(id))));
}

/** The columns that hold the company's id: sealed to read it, as a keyed hash to find it. */
export function booksColumns(
  secrets: Secrets,
  connectionId: string,
  provider: string,
  booksId: string,
) {
  return {
    booksSealed: secrets.seal(booksId, `connection:${connectionId}:books`),
    booksIndex: booksIndexOf(secrets, provider, booksId),
  };
}

export function booksIndexOf(secrets: Secrets, provider: string, booksId: string): string {
  return secrets.index(`${provider}:${booksId}`);
}

export function openBooksId(secrets: Secrets, connectionId: string, sealed: string): string {
  return secrets.open(sealed, `connection:${connectionId}:books`);
}
