import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { NeedsReconnect, Refused, TryLater } from '../../domain/errors.ts';
import type {
  Books,
  BooksCompany,
  BooksEvent,
  BooksLimits,
  BooksSession,
  Identity,
  Tokens,
} from '../../integrations/books.ts';

interface Grant {
  booksId: string;
  accessToken: string;
  refreshToken: string;
  revoked: boolean;
}

export interface StandIn {
  books: Books;
  /** A code as the consent page would hand it out. */
  codeFor(who: { identity: Identity; booksId: string | null }): string;
  signed(body: string | Buffer): Record<string, string>;
  /** Refresh calls that the server answered, and those with a token that was used before. */
  readonly refreshes: number;
  readonly reuses: number;
  readonly revocations: number;
  /** Every grant is dead from now on. */
  revokeAll(): void;
  /** All access tokens are refused from now on; refreshing still works. */
  expireAccess(): void;
  /** Answer of the token address instead of the usual one. */
  failTokensWith(status: number | null): void;
  close(): Promise<void>;
}

export interface StandInOptions {
  refreshTakesMs?: number;
  /** So wide by default that no test waits for a turn. */
  limits?: BooksLimits;
}

const WEBHOOK_SECRET = 'stand-in webhook secret';
const TOKEN_LIFE_MS = 3_600_000;

/**
 * A made-up accounting system over real HTTP, for tests of what holds for any of them. Its token address is strict: each refresh
 * token works once, and using one again kills the grant.
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const grants: Grant[] = [];
  const codes = new Map<string, { identity: Identity; booksId: string | null }>();
  const counts = { refreshes: 0, reuses: 0, revocations: 0 };
  const used = new Set<string>();
  let failStatus: number | null = null;

  const routes: Record<string, (body: URLSearchParams) => Promise<[number, unknown]>> = {
    '/refresh': async (body) => {
      if (failStatus !== null) return [failStatus, {}];
      const token = body.get('refresh_token') ?? '';
      const grant = grants.find((one) => one.refreshToken === token && !one.revoked);
      if (used.has(token)) {
        counts.reuses += 1;
        for (const one of grants) one.revoked = true;
      }
      if (!grant || used.has(token)) return [400, { error: 'invalid_grant' }];
      used.add(token);
      counts.refreshes += 1;
      await pause(options.refreshTakesMs ?? 0);
      return [200, renew(grant)];
    },
    '/exchange': (body) => {
      const code = body.get('code') ?? '';
      const who = codes.get(code);
      codes.delete(code);
      if (!who) return Promise.resolve([400, { error: 'invalid_grant' }]);
      if (who.booksId === null) return Promise.resolve([200, { identity: who.identity }]);
      const grant = { booksId: who.booksId, accessToken: '', refreshToken: '', revoked: false };
      grants.push(grant);
      return Promise.resolve([200, { ...who, ...renew(grant) }]);
    },
    '/revoke': (body) => {
      counts.revocations += 1;
      const grant = grants.find((one) => one.refreshToken === body.get('token'));
      if (grant) grant.revoked = true;
      return Promise.resolve([200, {}]);
    },
    '/company': (body) => {
      const grant = grants.find((one) => one.accessToken === body.get('access_token'));
      return Promise.resolve(grant && !grant.revoked ? [200, { name: 'Acme' }] : [401, {}]);
    },
  };
  const server = createServer((request, response) => void answer(routes, request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    books: adapterFor(base, options),
    codeFor(who) {
      const code = randomUUID();
      codes.set(code, who);
      return code;
    },
    signed: (body) => ({ 'stand-in-signature': sign(body) }),
    get refreshes() {
      return counts.refreshes;
    },
    get reuses() {
      return counts.reuses;
    },
    get revocations() {
      return counts.revocations;
    },
    revokeAll() {
      for (const grant of grants) grant.revoked = true;
      for (const grant of grants) grant.refreshToken = '';
    },
    expireAccess() {
      for (const grant of grants) grant.accessToken = '';
    },
    failTokensWith(status) {
      failStatus = status;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function renew(grant: Grant) {
  grant.accessToken = `access-${randomUUID()}`;
  grant.refreshToken = `refresh-${randomUUID()}`;
  return { access_token: grant.accessToken, refresh_token: grant.refreshToken };
}

async function answer(
  routes: Record<string, (body: URLSearchParams) => Promise<[number, unknown]>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const route = routes[request.url ?? ''];
  const body = new URLSearchParams(Buffer.concat(chunks).toString());
  const [status, json] = route ? await route(body) : [404, {}];
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(json));
}

const TokenAnswer = z.object({ access_token: z.string(), refresh_token: z.string() });
const ExchangeAnswer = TokenAnswer.partial().extend({
  booksId: z.string().optional(),
  identity: z.object({
    subject: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
  }),
});

function adapterFor(base: string, options: StandInOptions): Books {
  const post = async (path: string, form: Record<string, string>) => {
    const response = await fetch(base + path, { method: 'POST', body: new URLSearchParams(form) });
    return { status: response.status, json: (await response.json()) as unknown };
  };
  return {
    key: 'stand-in',
    name: 'Stand-in',
    accountName: 'Stand-in account',
    abilities: {
      markedFiles: false,
      mirrorsFiles: true,
      sentMark: false,
      statusField: false,
      memo: 'messages',
      noteLine: 'none',
      expectedDay: false,
      maxEmailLength: 100,
      nativeReminders: 'none',
      tellsOfCompany: true,
    },
    limits: options.limits ?? { perSecond: 1000, perMinute: 60_000, atOnce: 100, monthly: null },
    sweepMinutes: 60,
    consent: {
      authorizeUrl: ({ intent, state, nonce }) =>
        Promise.resolve(`${base}/authorize?${new URLSearchParams({ intent, state, nonce })}`),
      async exchange({ query }) {
        const { status, json } = await post('/exchange', { code: query.get('code') ?? '' });
        if (status !== 200) throw new Refused('stand-in.code-refused', 'code refused');
        const { identity, booksId, ...tokens } = ExchangeAnswer.parse(json);
        if (booksId === undefined) return { identity, access: null };
        const tokenPair = toTokens(TokenAnswer.parse(tokens));
        const companies = [{ booksId, name: null }];
        const access = { key: booksId, tokens: tokenPair, companies, reached: [booksId] };
        return { identity, access };
      },
      async refresh({ refreshToken }) {
        const { status, json } = await post('/refresh', { refresh_token: refreshToken });
        if (status === 400) throw new NeedsReconnect('stand-in.grant-gone', 'invalid_grant');
        if (status !== 200)
          throw new TryLater('stand-in.busy', `status ${status}`, new Date(Date.now() + 30_000));
        return toTokens(TokenAnswer.parse(json));
      },
      async end({ tokens: { refreshToken }, shared }) {
        if (!shared) await post('/revoke', { token: refreshToken });
      },
    },
    webhook: { verify, parse },
    open: (session) => companyOf(session, post),
  };
}

function toTokens(answer: z.infer<typeof TokenAnswer>): Tokens {
  return {
    accessToken: answer.access_token,
    accessExpiresAt: new Date(Date.now() + TOKEN_LIFE_MS),
    refreshToken: answer.refresh_token,
    refreshExpiresAt: new Date(Date.now() + 100 * 86_400_000),
    refreshHardExpiresAt: null,
  };
}

function companyOf(
  session: BooksSession,
  post: (path: string, form: Record<string, string>) => Promise<{ status: number; json: unknown }>,
): BooksCompany {
  const call = async (renew: boolean): Promise<number> => {
    const token = await session.accessToken(renew ? { renew } : undefined);
    const { status } = await session.inTurn(() => post('/company', { access_token: token }));
    session.onCall?.({ metered: true, items: 1, status, traceId: undefined, retryAt: null });
    return status;
  };
  const notOffered = (): never => {
    throw new Refused('stand-in.not-offered', 'the stand-in only knows its company');
  };
  /** As the contract asks: once more with a new token, then the grant counts as gone. */
  const authorised = async <Answer>(answer: Answer): Promise<Answer> => {
    const first = await call(false);
    const status = first === 401 ? await call(true) : first;
    if (status === 401) throw new NeedsReconnect('stand-in.access-refused', 'refused twice');
    return answer;
  };
  return {
    readCompany: () =>
      authorised({
        name: 'Acme',
        country: 'CA',
        timeZone: 'America/Toronto',
        homeCurrency: 'CAD',
        email: null,
        customFields: [],
        nativeReminders: null,
      }),
    readPdf: () => authorised(Buffer.from('%PDF-1.4 stand-in')),
    readOnlineLink: () => authorised(null),
    countRecords: notOffered,
    readPage: notOffered,
    readChanges: notOffered,
    readById: notOffered,
    readTerms: notOffered,
    readRefunds: notOffered,
    listAttachments: notOffered,
    readAttachment: notOffered,
    writeInvoice: notOffered,
    writeCustomerEmail: notOffered,
  };
}

const sign = (body: string | Buffer): string =>
  createHmac('sha256', WEBHOOK_SECRET).update(body).digest('base64');

function verify(body: Buffer, headers: Record<string, string | string[] | undefined>): boolean {
  const given = Buffer.from(String(headers['stand-in-signature'] ?? ''));
  const right = Buffer.from(sign(body));
  return given.length === right.length && timingSafeEqual(given, right);
}

function parse(body: Buffer): BooksEvent[] {
  try {
    return JSON.parse(body.toString()) as BooksEvent[];
  } catch (cause) {
    throw new Refused('stand-in.webhook-unreadable', 'not JSON', { cause });
  }
}
