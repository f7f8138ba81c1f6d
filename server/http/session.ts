import { randomBytes, timingSafeEqual } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler, Response } from 'express';
import expressSession from 'express-session';
import { Forbidden } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Context } from '../services/context.ts';
import { findSignedIn } from '../services/sign-in/me.ts';
import { NotSignedIn } from './problems.ts';

declare module 'express-session' {
  interface SessionData {
    personId: PersonId;
    csrfToken: string;
  }
}

const LIFE_MS = 12 * 3_600_000;

export const isHttps = (ctx: Context): boolean => ctx.settings.baseUrl.startsWith('https:');

/** `__Host-` ties a cookie to this host and to https; browsers refuse the name on plain http. */
export function cookieName(ctx: Context, name: string): string {
  return isHttps(ctx) ? `__Host-${name}` : name;
}

/** Sessions in PostgreSQL, so that any process answers any request. Rolling: twelve hours after the last use. */
export function sessions(ctx: Context): RequestHandler {
  const PgStore = connectPgSimple(expressSession);
  return expressSession({
    name: cookieName(ctx, 'dunlin'),
    secret: ctx.secrets.key('session').toString('base64url'),
    store: new PgStore({
      pool: ctx.store.pool,
      tableName: 'session',
      errorLog: (...words: unknown[]) =>
        ctx.log.warn({ code: 'session.store', detail: words.map(String) }, 'session store'),
    }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps(ctx), maxAge: LIFE_MS, path: '/' },
  });
}

/** A new session under a new id, so that one known before the sign-in is worth nothing after it. */
export async function startSession(request: Request, personId: PersonId): Promise<void> {
  await call((done) => request.session.regenerate(done));
  request.session.personId = personId;
  request.session.csrfToken = randomBytes(32).toString('base64url');
  await call((done) => request.session.save(done));
}

export async function endSession(
  ctx: Context,
  request: Request,
  response: Response,
): Promise<void> {
  await call((done) => request.session.destroy(done));
  response.clearCookie(cookieName(ctx, 'dunlin'), { path: '/' });
}

function call(run: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    run((error) => (error ? reject(toError(error)) : resolve()));
  });
}

const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/** Only for people who are signed in; keeps the person for whoever answers. */
export function signedIn(ctx: Context): RequestHandler {
  return async (request, response, next) => {
    const id = request.session.personId;
    const person = id && (await findSignedIn(ctx, id));
    if (!person) throw new NotSignedIn();
    response.locals['person'] = person;
    next();
  };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Requests that change something must carry the session's token and come from our own page (facts: marketplace 4.4). */
export function ownPageOnly(ctx: Context): RequestHandler {
  const ownOrigin = new URL(ctx.settings.baseUrl).origin;
  return (request, _response, next) => {
    if (SAFE.has(request.method)) return next();
    const given = request.get('x-csrf-token') ?? '';
    if (!isOwnPage(request, ownOrigin) || !isSame(given, request.session.csrfToken ?? '')) {
      throw new Forbidden('request.forged', 'token or origin does not match');
    }
    next();
  };
}

/** Browsers send `Sec-Fetch-Site` to trustworthy addresses and `Origin` to all; a request with neither is not from a page. */
function isOwnPage(request: Request, ownOrigin: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  return request.get('origin') === ownOrigin;
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return expected !== '' && left.length === right.length && timingSafeEqual(left, right);
}
