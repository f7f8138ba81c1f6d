import { NeedsReconnect, NotFound, TokenRefused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { BooksCompany, BooksSession } from '../../../integrations/books.ts';
import { findConnection, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { liveOf, validAccessToken } from './access-token.ts';
import { doubtedUntilThen, putOffLook } from './doubt.ts';
import { markLost } from './lose.ts';
import { openBooksId } from './sealed-tokens.ts';
import { watchCalls, type CallWatch } from './watch-calls.ts';

export interface OpenCompany {
  company: BooksCompany;
  connection: Connection;
}

/**
 * The organisation's books, ready to be read. Throws NotFound when there never was a connection and NeedsReconnect when it does not
 * work, Busy while it is paused or in doubt; a call that finds the grant gone marks the connection, which stops all sending (E58).
 */
export async function openCompany(
  ctx: Context,
  organisationId: OrganisationId,
): Promise<OpenCompany> {
  const found = await inOrganisation(ctx.store, organisationId, (tx) =>
    findConnection(tx, organisationId),
  );
  if (!found) throw new NotFound('connection.none', 'no books were ever connected');
  const connection = liveOf(ctx, found);
  const books = ctx.books(connection.provider);
  const watch = watchCalls(ctx, connection);
  const company = books.open(sessionOf(ctx, connection, watch));
  return { company: settling(ctx, connection, watch, company), connection };
}

function sessionOf(ctx: Context, connection: Connection, watch: CallWatch): BooksSession {
  const { limits } = ctx.books(connection.provider);
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
    inTurn: (call) => ctx.limiter.inTurn(connection.id, limits, call),
    onCall: (call) => watch.onCall(call),
  };
}

/** The same company, whose methods also record that the grant is gone or in doubt, and end only when what their calls told is written. */
function settling(
  ctx: Context,
  connection: Connection,
  watch: CallWatch,
  company: BooksCompany,
): BooksCompany {
  return new Proxy(company, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(member, target, args);
        } catch (error) {
          throw await settled(ctx, connection, error);
        } finally {
          await watch.settled();
        }
      };
    },
  });
}

/** What a failed call stands for, once what follows from it is stored. */
async function settled(ctx: Context, connection: Connection, error: unknown): Promise<unknown> {
  if (!(error instanceof NeedsReconnect)) return error;
  const nextLookAt = error instanceof TokenRefused && (await putOffLook(ctx, connection));
  if (nextLookAt) return doubtedUntilThen(nextLookAt, error);
  await markLost(ctx, connection, error.code);
  return error;
}
