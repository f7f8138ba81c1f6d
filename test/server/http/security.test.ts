import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { endpoints, type EndpointKey } from '../../../domain/api/endpoints.ts';
import { createApi } from '../../../server/http/api.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCustomer, addInvoices } from '../../support/make-invoice.ts';
import { makeOrganisation } from '../../support/make-organisation.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
/** Owner of one organisation, at its door and at others'. */
let browser: Browser;
let own: string;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books] });
  browser = new Browser(app.url);
  own = (await browser.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** Every route that the API has, found by asking the router itself, so that none can be forgotten. */
function allRoutes(): { method: string; path: string }[] {
  const silent = { subscribe: () => () => undefined, close: () => Promise.resolve() };
  const { router } = createApi(app.ctx, silent);
  return (router.stack as Layer[]).flatMap(({ route }) =>
    route
      ? Object.keys(route.methods).map((method) => ({
          method: method.toUpperCase(),
          path: route.path,
        }))
      : [],
  );
}
const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const fill = (path: string, ids: Record<string, string>) =>
  path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID());

describe('routes', () => {
  it('has exactly one route for every endpoint', () => {
    const keys = Object.keys(endpoints) as EndpointKey[];
    const bound = allRoutes().map(keyOf);
    for (const key of keys)
      expect([key, bound.filter((one) => one === key).length]).toEqual([key, 1]);
    const silent = { subscribe: () => () => undefined, close: () => Promise.resolve() };
    expect([...createApi(app.ctx, silent).bound].sort()).toEqual([...keys].sort());
  });

  it('answers 404 problem details to an address that is not there', async () => {
    const { status, body } = await browser.json<{ code: string }>('/nothing');
    expect([status, body.code]).toEqual([404, 'route.unknown']);
  });
});

describe('somebody without a session', () => {
  it('gets 401 on every route but the list of systems', async () => {
    for (const { method, path } of allRoutes()) {
      const answer = await new Browser(app.url).send(`/api/v1${fill(path, {})}`, { method });
      const expected = path === '/systems' ? 200 : 401;
      expect([method, path, answer.status]).toEqual([method, path, expected]);
    }
  });

  it('is not let in by a made-up cookie', async () => {
    const answer = await fetch(`${app.url}/api/v1/me`, {
      headers: { cookie: 'dunlin=s%3Amade.up' },
    });
    expect(answer.status).toBe(401);
  });
});

describe('a member of another organisation', () => {
  it('gets 404 on every route of an organisation that is not theirs, as for one that does not exist', async () => {
    const other = await makeOrganisation(app.ctx, { books: { provider: 'stand-in' } });
    for (const { method, path } of allRoutes().filter((one) => one.path.startsWith('/o/:org'))) {
      for (const org of [other.id, randomUUID(), 'no-uuid']) {
        const answer = await browser.send(`/api/v1${fill(path, { org })}`, {
          method,
          body: bodyFor(method),
        });
        expect([method, path, org, answer.status]).toEqual([method, path, org, 404]);
      }
    }
  });

  it('gets 404 for records of others under their own organisation', async () => {
    const other = await makeOrganisation(app.ctx);
    const customer = await addCustomer(app.ctx, other.id);
    const [invoice] = await addInvoices(app.ctx, other.id, [{ number: 'secret' }]);
    const ids = {
      org: own,
      invoice: invoice?.id ?? '',
      customer: customer.id,
      rule: randomUUID(),
      delivery: randomUUID(),
    };
    const bodies: Record<string, unknown> = {
      'PUT /o/:org/customers/:customer/language': { language: 'fr' },
      'PUT /o/:org/rules/:rule/enabled': { enabled: true, version: 1 },
      'PUT /o/:org/rules/:rule': { enabled: true, version: 1, settings: ruleSettings() },
    };
    for (const one of allRoutes().filter(({ path }) => /^\/o\/:org\/.*:/.test(path))) {
      const { method, path } = one;
      const body = bodies[keyOf(one)] ?? bodyFor(method);
      const answer = await browser.send(`/api/v1${fill(path, ids)}`, { method, body });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    expect(JSON.stringify((await browser.json(`/o/${own}/invoices`)).body)).not.toContain('secret');
  });

  it('is out the moment the membership ends', async () => {
    const leaver = new Browser(app.url);
    const place = await leaver.consent(vendor, { booksId: randomUUID() });
    const org = place.split('/')[2] ?? '';
    expect((await leaver.send(`/api/v1/o/${org}`)).status).toBe(200);
    await database.query('delete from membership where organisation_id = $1', [org]);
    expect((await leaver.send(`/api/v1/o/${org}`)).status).toBe(404);
  });
});

describe('roles (ux 3.3)', () => {
  const attempts: [string, string, unknown][] = [
    ['PATCH', '', { version: 0, language: 'fr' }],
    ['POST', '/disconnect', undefined],
    ['POST', '/sync', undefined],
    ['PUT', '/customers/c/language', { language: 'fr' }],
    ['PUT', '/reminders', { on: true, version: 0 }],
  ];
  it.each([
    ['viewer', [403, 403, 403, 403, 403]],
    ['member', [403, 403, 200, 404, 403]],
  ])('%s may do what the table says', async (role, expected) => {
    const somebody = new Browser(app.url);
    const org = (await somebody.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
    await database.query('update membership set role = $2 where organisation_id = $1', [org, role]);
    const statuses: number[] = [];
    for (const [method, path, body] of attempts) {
      statuses.push((await somebody.send(`/api/v1/o/${org}${path}`, { method, body })).status);
    }
    expect(statuses).toEqual(expected);
    expect((await somebody.send(`/api/v1/o/${org}/invoices`)).status).toBe(200);
  });
});

describe('forged requests', () => {
  const change = (headers: Record<string, string>) =>
    browser.send(`/api/v1/o/${own}/sync`, { method: 'POST', headers });
  it.each([
    ['without the token', () => ({ 'x-csrf-token': '' }), 403],
    ['with another token', () => ({ 'x-csrf-token': 'x'.repeat(43) }), 403],
    ['from another origin', () => ({ origin: 'https://evil.example' }), 403],
    ['without any origin', () => ({ origin: '' }), 403],
    ['with `null` as origin', () => ({ origin: 'null' }), 403],
    ['from another site', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['from a sibling domain', () => ({ 'sec-fetch-site': 'same-site' }), 403],
    ['from our own page', () => ({ 'sec-fetch-site': 'same-origin' }), 200],
  ])('%s', async (_case, headers, status) => {
    expect((await change(headers())).status).toBe(status);
  });

  it('are refused on every route that changes something', async () => {
    for (const { method, path } of allRoutes().filter((one) => one.method !== 'GET')) {
      const answer = await browser.send(`/api/v1${fill(path, { org: own })}`, {
        method,
        headers: { 'x-csrf-token': 'wrong' },
      });
      expect([method, path, answer.status]).toEqual([method, path, 403]);
    }
  });
});

describe('headers', () => {
  it.each([
    ['the page', '/'],
    ['a page further in', '/o/x/invoices'],
    ['a missing file', '/assets/none.js'],
    ['the API', '/api/v1/systems'],
    ['a refusal', '/api/v1/me'],
    ['an unknown address', '/api/v1/none'],
    ['health', '/health'],
    ['readiness', '/ready'],
    ['a redirect', '/connect/stand-in/start'],
  ])('of %s are all there', async (_case, path) => {
    const { headers } = await new Browser(app.url).send(path);
    const all = Object.fromEntries(headers);
    expect(all).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(all).not.toHaveProperty('x-powered-by');
    expect(directives(all['content-security-policy'] ?? '')).toEqual({
      'default-src': "'self'",
      'script-src': expect.stringMatching(/^'self' 'nonce-[\w+/=]{24}'$/),
      'style-src': expect.stringMatching(/^'self' 'nonce-[\w+/=]{24}'$/),
      'img-src': "'self' data: blob:",
      'connect-src': "'self'",
      'frame-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'object-src': "'none'",
    });
  });

  it('puts the nonce of the answer into the page, a new one each time', async () => {
    const nonces = [];
    for (const _ of [1, 2]) {
      const answer = await fetch(`${app.url}/`);
      const nonce = /'nonce-([^']+)'/.exec(
        answer.headers.get('content-security-policy') ?? '',
      )?.[1];
      expect(await answer.text()).toBe(
        `<script nonce="${nonce}"></script><style nonce="${nonce}"></style>`,
      );
      expect(answer.headers.get('cache-control')).toBe('no-store');
      nonces.push(nonce);
    }
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('forbids to store any answer of the API', async () => {
    for (const path of ['/systems', '/me', `/o/${own}`, `/o/${own}/invoices`, '/none']) {
      const answer = await browser.send(`/api/v1${path}`);
      expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });

  it('does not answer TRACE', async () => {
    const answer = await new Browser(app.url).send('/api/v1/me', { method: 'OPTIONS' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('problems', () => {
  it.each([
    ['fr', 'Vous n’êtes pas connecté.'],
    ['en', 'You are not signed in.'],
    ['de', 'You are not signed in.'],
  ])('are told in the language of the page (%s)', async (language, title) => {
    const answer = await fetch(`${app.url}/api/v1/me`, {
      headers: { 'accept-language': language },
    });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      title,
      status: 401,
      code: 'session.none',
      effect: expect.any(String),
      remedy: expect.any(String),
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it.each([
    ['no JSON', '{"version":', 400, 'request.malformed'],
    [
      'more than a megabyte',
      JSON.stringify({ version: 0, x: 'x'.repeat(1_100_000) }),
      413,
      'request.too-large',
    ],
    ['a field of the wrong type', JSON.stringify({ version: 'zero' }), 422, 'request.invalid'],
    [
      'a zone that does not exist',
      JSON.stringify({ version: 0, timeZone: 'Mars/Olympus' }),
      422,
      'organisation.time-zone',
    ],
    [
      'a field that the books do not have',
      JSON.stringify({ version: 0, writeBack: { sentMark: true, statusFieldId: '9' } }),
      422,
      'organisation.status-field',
    ],
    [
      'an old version',
      JSON.stringify({ version: 99, language: 'fr' }),
      412,
      'organisation.changed',
    ],
  ])('name %s', async (_case, body, status, code) => {
    const answer = await fetch(`${app.url}/api/v1/o/${own}`, {
      method: 'PATCH',
      body,
      headers: {
        cookie: browser.cookies,
        'x-csrf-token': browser.csrfToken,
        origin: app.url,
        'content-type': 'application/json',
      },
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      status,
      code,
    ]);
  });

  it('never show a stack or a message of ours', async () => {
    await database.query('alter table term rename to term_away');
    const answer = await browser.send(`/api/v1/o/${own}/terms`);
    await database.query('alter table term_away rename to term');
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'server.broken' });
    expect(text).not.toMatch(/term|select|\.ts/i);
  });
});

describe('settings', () => {
  it('change once for each version, with history, a new plan and the next day of the new zone', async () => {
    const somebody = new Browser(app.url);
    const org = (await somebody.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
    const patch = (body: unknown) =>
      somebody.json<{ version: number }>(`/o/${org}`, { method: 'PATCH', body });
    const answers = await Promise.all(
      [1, 2].map(() => patch({ version: 0, timeZone: 'Asia/Tokyo' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
      version: 1,
      timeZone: 'Asia/Tokyo',
      timeZoneConfirmed: true,
      role: 'owner',
    });
    const history = await database.query(
      "select detail from activity where organisation_id = $1 and kind = 'organisation.changed'",
      [org],
    );
    expect(history).toEqual([
      { detail: { fields: ['timeZone'], timeZoneBefore: 'UTC', timeZoneAfter: 'Asia/Tokyo' } },
    ]);
    const work = await database.query(
      "select payload from outbox where organisation_id = $1 and name = 'reminders.plan'",
      [org],
    );
    expect(work).toHaveLength(1);
    const [{ next } = { next: '' }] = await database.query<{ next: string }>(
      `select to_char(next_plan_at at time zone 'Asia/Tokyo', 'HH24:MI') as next from organisation where id = $1`,
      [org],
    );
    expect(next).toBe('00:00');
  });
});

describe('live events', () => {
  it('reach the pages of that organisation and no others', async () => {
    const stop = new AbortController();
    const answer = await fetch(`${app.url}/api/v1/o/${own}/events`, {
      headers: { cookie: browser.cookies },
      signal: stop.signal,
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const other = randomUUID();
    await database.query("select pg_notify('live', $1)", [`${other} rules`]);
    await database.query("select pg_notify('live', $1)", [`${own} invoices`]);
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk as Uint8Array);
      if (text.includes('event:')) break;
    }
    stop.abort();
    expect(text).toContain('event: invoices\ndata: {}\n\n');
    expect(text).not.toContain('rules');
  });
});

describe('health', () => {
  it('is told apart from readiness', async () => {
    expect((await fetch(`${app.url}/health`)).status).toBe(200);
    expect((await fetch(`${app.url}/ready`)).status).toBe(200);
  });
});

function directives(policy: string): Record<string, string> {
  return Object.fromEntries(
    policy.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

const bodyFor = (method: string): unknown => (method === 'GET' ? undefined : {});

const ruleSettings = () => ({
  name: 'R',
  type: 'due',
  condition: 'overdue',
  steps: [{ id: randomUUID(), days: 3, templateId: 'friendly', language: 'customer' }],
  customers: { mode: 'except', customerIds: [] },
  memo: { mode: 'off', token: '' },
  createdBefore: { on: null, field: 'document' },
  terms: { off: [], noTerms: true, newTerms: true, known: [] },
  email: { attachPdf: true, attachMarkedFiles: false, cc: [], bcc: [] },
});
