import { NeedsReconnect, NotFound } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { BooksCompany, BooksSession } from '../../../integrations/books.ts';
import { findConnection, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { liveOf, validAccessToken } from './access-token.ts';
import { markLost } from './lose.ts';
import { meterFor } from './meter.ts';
import { openBooksId } from './sealed-tokens.ts';

export interface OpenCompany {
  company: BooksCompany;
  connection: Connection;
}

/**
 * The organisation's books, ready to be read. Throws NotFound when there never was a connection and NeedsReconnect when it does not
 * work; a call that finds the grant gone marks the connection, which stops all sending (E58).
 */
export async function openCompany(
  ctx: Context,
  organisationId: OrganisationId,
): Promise<OpenCompany> {
  const found = await inOrganisation(ctx.store, organisationId, (tx) =>
    findConnection(tx, organisationId),
  );
  if (!found) throw new NotFound('connection.none', 'no books were ever connected');
  const connection = liveOf(ctx, found).row;
  const company = ctx.books(connection.provider).open(sessionOf(ctx, connection));
  return { company: markingLoss(ctx, connection, company), connection };
}

function sessionOf(ctx: Context, connection: Connection): BooksSession {
  const count = meterFor(ctx, connection);
  let handedOut: string | null = null;
  return {
    booksId: openBooksId(ctx.secrets, connection.id, connection.booksSealed),
    // The refused token is the last one of an ordinary call. So of many calls that were refused together the first renews, and the
    // others find a token that nobody has refused yet.
    accessToken: async (options) => {
      const token = await validAccessToken(ctx, connection, options?.renew ? handedOut : null);
      if (!options?.renew) handedOut = token;
      return token;
    },
    waitForTurn: () => ctx.limiter.waitForTurn(connection.id),
    onCall: (call) => {
      if (call.metered) count();
    },
  };
}

/** The same company, whose methods also record that the grant is gone. */
function markingLoss(ctx: Context, connection: Connection, company: BooksCompany): BooksCompany {
  return new Proxy(company, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(member, target, args);
        } catch (error) {
          if (error instanceof NeedsReconnect) await markLost(ctx, connection, error.code);
          throw error;
        }
      };
    },
  });
}
