import { setTimeout as pause } from 'node:timers/promises';
import { NeedsReconnect, Busy } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Tokens } from '../../../integrations/books.ts';
import type { Connection } from '../../db/connections.ts';
import {
  findConnectionWithGrant,
  takeRefreshLease,
  writeUnderLease,
  type BooksGrant,
  type NewBooksGrant,
} from '../../db/grants.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { markLost } from './lose.ts';
import { doubtedUntilThen } from './doubt.ts';
import { pausedUntilThen } from './pause.ts';
import { openTokens, tokenColumns } from './sealed-tokens.ts';

/** A token with less life than this is renewed before use (facts: marketplace 11, rule 8). */
const MARGIN_MS = 3 * 60_000;
/** As long as a lease: by then its holder has answered or lost it. */
const WAIT_LIMIT_MS = 65_000;
const FIRST_LOOK_MS = 40;
const SLOWEST_LOOK_MS = 1_000;
const WRITE_TRIES = 5;

interface Live {
  row: Connection;
  grant: BooksGrant;
  tokens: Tokens;
}

/**
 * A valid access token. `refused` names one that the vendor did not take; it is never handed out again. Any number of processes may
 * ask at once, for any of the connections that share the tokens: one refreshes, the others wait and read what it stored. Throws
 * NeedsReconnect when the grant is gone, Busy when the refresh takes too long or the next look is not due.
 */
export async function validAccessToken(
  ctx: Context,
  connection: Connection,
  refused: string | null,
): Promise<string> {
  const usable = (tokens: Tokens) => tokens.accessToken !== refused && lives(ctx, tokens);
  const givingUpAt = Date.now() + WAIT_LIMIT_MS;
  for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(lookMs * 1.6, SLOWEST_LOOK_MS)) {
    const now = await readLive(ctx, connection);
    if (usable(now.tokens)) return now.tokens.accessToken;
    const leased = await takeLease(ctx, now.row);
    const renewed = leased && (await refreshUnderLease(ctx, leased, usable));
    if (renewed) return renewed.accessToken;
    if (Date.now() > givingUpAt) throw refreshTooSlow(ctx);
    await pause(lookMs * (0.75 + Math.random() / 2));
  }
}

const lives = (ctx: Context, tokens: Tokens): boolean =>
  tokens.accessExpiresAt.getTime() - ctx.now().getTime() > MARGIN_MS;

async function readLive(ctx: Context, { organisationId, id }: Connection): Promise<Live> {
  const owner = organisationId as OrganisationId;
  const found = await inOrganisation(ctx.store, owner, (tx) =>
    findConnectionWithGrant(tx, owner, id),
  );
  return toLive(ctx, liveOf(ctx, found?.connection), found?.grant ?? null);
}

function toLive(ctx: Context, row: Connection, grant: BooksGrant | null): Live {
  if (!grant) throw notConnected(row);
  return { row, grant, tokens: openTokens(ctx.secrets, grant) };
}

/** Throws NeedsReconnect unless the connection works, Busy while it is paused or in doubt. */
export function liveOf(ctx: Context, row: Connection | undefined): Connection {
  if (row?.state === 'paused') throw pausedUntilThen(ctx, row);
  if (row?.state !== 'live') throw notConnected(row);
  if (row.nextLookAt && row.nextLookAt > ctx.now()) throw doubtedUntilThen(row.nextLookAt);
  return row;
}

function notConnected(row: Connection | undefined): NeedsReconnect {
  const state = row && row.state !== 'live' ? row.state : 'disconnected';
  return new NeedsReconnect(`connection.${state}`, 'the books are not connected');
}

/** The grant as it is once the lease is ours: another worker may have renewed the tokens just before. */
async function takeLease(ctx: Context, row: Connection): Promise<Live | null> {
  const owner = row.organisationId as OrganisationId;
  const grant = await inOrganisation(ctx.store, owner, (tx) => takeRefreshLease(tx, owner, row.id));
  return grant ? toLive(ctx, row, grant) : null;
}

/** Null when the lease ended before the vendor answered: then what another worker stored counts. */
async function refreshUnderLease(
  ctx: Context,
  leased: Live,
  usable: (tokens: Tokens) => boolean,
): Promise<Tokens | null> {
  if (usable(leased.tokens)) {
    await write(ctx, leased, {});
    return leased.tokens;
  }
  // No transaction is open here: the vendor may take its time.
  const renewed = await callVendor(ctx, leased);
  if (!renewed) return null;
  // A connection that ended meanwhile gets nothing more, though others may share what was stored.
  if (await writeSurely(ctx, leased, tokenColumns(ctx.secrets, leased.grant.id, renewed)))
    return (await readLive(ctx, leased.row)).tokens;
  ctx.log.error(
    { connectionId: leased.row.id, code: 'refresh.overtaken' },
    'lease ended before the refresh did',
  );
  return null;
}

/** Null when the vendor calls the refresh token dead, but the grant holds another one by now: then that one counts. */
async function callVendor(ctx: Context, leased: Live): Promise<Tokens | null> {
  try {
    return await ctx.books(leased.row.provider).consent.refresh(leased.tokens);
  } catch (error) {
    const gone = error instanceof NeedsReconnect;
    if (gone && (await wasReplaced(ctx, leased))) return null;
    if (gone) await markLost(ctx, leased.row, error.code);
    await write(ctx, leased, {});
    throw error;
  }
}

async function wasReplaced(ctx: Context, leased: Live): Promise<boolean> {
  const now = await readLive(ctx, leased.row);
  return now.tokens.refreshToken !== leased.tokens.refreshToken;
}

function write(
  ctx: Context,
  { row, grant }: Live,
  change: Partial<NewBooksGrant>,
): Promise<boolean> {
  const organisationId = row.organisationId as OrganisationId;
  const lease = { id: grant.id, fence: grant.refreshFence };
  return inOrganisation(ctx.store, organisationId, (tx) => writeUnderLease(tx, lease, change));
}

/** The new pair may be the only one that the vendor still takes, so a failed commit is tried again before it is given up. */
async function writeSurely(
  ctx: Context,
  leased: Live,
  change: Partial<NewBooksGrant>,
): Promise<boolean> {
  for (let tried = 1; ; tried++) {
    try {
      return await write(ctx, leased, change);
    } catch (error) {
      if (tried === WRITE_TRIES) throw error;
      await pause(200 * 2 ** tried);
    }
  }
}

function refreshTooSlow(ctx: Context): Busy {
  const at = new Date(ctx.now().getTime() + 60_000);
  return new Busy('connection.refresh-slow', 'another worker refreshes and did not finish', at);
}
