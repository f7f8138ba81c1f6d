import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { NotFound } from '../../domain/errors.ts';
import { findOwnCompany, hintsIn } from '../services/connections/find-own-company.ts';
import { noteRemoved } from '../services/connections/note-removed.ts';
import type { Context } from '../services/context.ts';
import { finishConsent, type Arrival } from '../services/sign-in/finish-consent.ts';
import { mayRole } from '../services/organisations/may.ts';
import { findSignedIn } from '../services/sign-in/me.ts';
import { newSecret, startConsent, type ConsentStart } from '../services/sign-in/start-consent.ts';
import { guard } from './connect/guard.ts';
import { languageFor } from './language.ts';
import { cookieName, isHttps, startSession } from './session.ts';

const StartQuery = z.object({
  intent: z.enum(['connect', 'sign-in']).catch('connect'),
  org: z.string().max(64).optional().catch(undefined),
  /** Of a page inside: the books come to what the person has already, whoever they are at the vendor. */
  add: z.literal('yes').optional().catch(undefined),
});
type Provider = { provider: string };
type SignedIn = NonNullable<Awaited<ReturnType<typeof findSignedIn>>>;

const CONSENT_LIFE_MS = 10 * 60_000;
const problemPath = (provider: string, code: string) =>
  `/connect/problem?code=${code}&books=${encodeURIComponent(provider)}`;

/** Trips to the vendors' consent pages. Every answer is a redirect: addresses here carry codes, and a page could leak its own. */
export function connectRoutes(ctx: Context): Router {
  const router = Router();
  router.use('/:provider/:step', neverStored, guard(tooMany));
  router.get('/:provider/start', start(ctx));
  router.get('/:provider/return', comeBack(ctx));
  router.get('/:provider/removed', removed(ctx));
  router.get('/:provider/reconnect', reconnect(ctx));
  router.get('/:provider/launch', launch(ctx));
  return router;
}

const tooMany = ({ provider }: Provider): string => problemPath(provider, 'too-many');

const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

function start(ctx: Context): RequestHandler<Provider> {
  return async (request, response) => {
    const { intent, org, add } = StartQuery.parse(request.query);
    const reconnect = org === undefined ? null : await reconnectBy(ctx, request, org);
    if (org !== undefined && !reconnect) return response.redirect(302, '/sign-in');
    const adder = add && intent === 'connect' ? await personBehind(ctx, request) : null;
    await goToConsent(ctx, request, response, { intent, reconnect, adder });
  };
}

/**
 * Where the vendor sends the owner of a grant that ends soon; a fresh consent must start at once (facts: QuickBooks 1.9). Somebody we do
 * not know connects as at the first time, and the company itself tells the organisation afterwards.
 */
function reconnect(ctx: Context): RequestHandler<Provider> {
  return async (request, response) => {
    const { provider } = request.params;
    const person = await personBehind(ctx, request);
    const hints = hintsIn(request.query);
    const own = person && (await findOwnCompany(ctx, person, { provider, hints }));
    const again = person && own && mayRole(own.role, 'run') ? { id: own.id, person } : null;
    await goToConsent(ctx, request, response, { intent: 'connect', reconnect: again });
  };
}

/** Where "Open app" at the vendor leads: sign in there, then to the organisation (facts: QuickBooks 1.9). */
function launch(ctx: Context): RequestHandler<Provider> {
  return async (request, response) => {
    const hints = hintsIn(request.query);
    await goToConsent(ctx, request, response, { intent: 'sign-in', reconnect: null, hints });
  };
}

async function goToConsent(
  ctx: Context,
  request: Request<Provider>,
  response: Response,
  trip: Pick<ConsentStart, 'intent' | 'reconnect' | 'adder' | 'hints'>,
): Promise<void> {
  const browser = browserOf(ctx, request) ?? newSecret();
  const { provider } = request.params;
  const address = await startConsent(ctx, { provider, browser, ...trip });
  keepBrowser(ctx, response, browser);
  response.redirect(302, address);
}

async function reconnectBy(ctx: Context, request: Request<Provider>, id: string) {
  const person = await personBehind(ctx, request);
  return person ? { id, person } : null;
}

async function personBehind(ctx: Context, request: Request<Provider>): Promise<SignedIn | null> {
  const { personId } = request.session;
  return (personId && (await findSignedIn(ctx, personId))) || null;
}

function comeBack(ctx: Context): RequestHandler<Provider> {
  return async (request, response) => {
    const arrival = await finishConsent(ctx, {
      provider: request.params.provider,
      query: new URL(request.originalUrl, ctx.settings.baseUrl).searchParams,
      browser: browserOf(ctx, request),
      signedInId: request.session.personId ?? null,
      language: languageFor(request, response),
    });
    if ('personId' in arrival) await startSession(request, arrival.personId);
    response.redirect(302, placeFor(request.params.provider, arrival));
  };
}

function placeFor(provider: string, arrival: Arrival): string {
  if (arrival.kind === 'problem') return problemPath(provider, arrival.code);
  if (arrival.kind === 'choose') return `/connect/choose?choice=${arrival.choiceId}`;
  if (arrival.kind === 'again' || !arrival.organisationId) return '/';
  return `/o/${arrival.organisationId}${arrival.reading ? '/sync' : ''}`;
}

/** Where the vendor sends people who disconnected there. What it says about the company is a hint; the books themselves tell. */
function removed(ctx: Context): RequestHandler<Provider> {
  return async (request, response) => {
    try {
      await noteRemoved(ctx, request.params.provider, hintsIn(request.query));
    } catch (error) {
      if (error instanceof NotFound) throw error;
      ctx.log.error({ err: error, code: 'connection.removed' }, 'check after removal not queued');
    }
    response.redirect(302, problemPath(request.params.provider, 'removed'));
  };
}

const browserCookie = (ctx: Context) => cookieName(ctx, 'dunlin-consent');

function keepBrowser(ctx: Context, response: Response, secret: string): void {
  response.cookie(browserCookie(ctx), secret, {
    httpOnly: true,
    // Lax: the vendor leads back here by a link from its own site.
    sameSite: 'lax',
    secure: isHttps(ctx),
    path: '/',
    maxAge: CONSENT_LIFE_MS,
  });
}

/** The browser's secret; null when the cookie is missing or not of our making. */
function browserOf(ctx: Context, request: Pick<Request, 'headers'>): string | null {
  const name = browserCookie(ctx);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}
