import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createQuickBooks } from '../../../integrations/quickbooks/index.ts';
import { createXero } from '../../../integrations/xero/index.ts';
import { endpoints, type EndpointKey } from '../../../domain/api/endpoints.ts';
import { allRoutes, type Route } from '../../support/all-routes.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCustomer, addInvoices } from '../../support/make-invoice.ts';
import { makeOrganisation } from '../../support/make-organisation.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

/** Nobody listens there: a call that gets so far is refused at once. */
const nowhere = 'http://127.0.0.1:1';
const common = {
  clientId: 'id',
  clientSecret: 'secret',
  redirectUri: nowhere,
  authorizeUrl: nowhere,
  tokenUrl: nowhere,
  revokeUrl: nowhere,
  jwksUrl: nowhere,
  apiUrl: nowhere,
  now: () => new Date(),
};
const systems = [
  createXero({ ...common, webhookKeys: ['key'], issuer: nowhere }),
  createQuickBooks({
    ...common,
    verifierTokens: ['token'],
    userInfoUrl: nowhere,
    downloadHosts: [],
    allowPrivateDownloads: false,
    minorVersion: 75,
  }),
];

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
/** Owner of the organisation `own`, and of one with books of each system. */
let browser: Browser;
let own: string;
const kinds = ['quickbooks', 'xero'] as const;
const ownOf = new Map<string, string>();

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books, ...systems] });
  browser = new Browser(app.url);
  own = (await browser.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
  for (const provider of kinds) {
    const { id } = await makeOrganisation(app.ctx, { books: { provider } });
    await database.query(
      `update membership set person_id = (select person_id from membership where organisation_id = $2)
       where organisation_id = $1`,
      [id, own],
    );
    ownOf.set(provider, id);
  }
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

const fill = (path: string, ids: Record<string, string>) =>
  path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID());
const keyOf = ({ method, path }: Route) => `${method} ${path}`;
const bodyFor = (method: string): unknown => (method === 'GET' ? undefined : {});

describe('routes', () => {
  it('has exactly one route for every endpoint', () => {
    const keys = Object.keys(endpoints) as EndpointKey[];
    const bound = allRoutes(app.ctx).map(keyOf);
    for (const key of keys)
      expect([key, bound.filter((one) => one === key).length]).toEqual([key, 1]);
  });

  it('answers 404 problem details to an address that is not there', async () => {
    const { status, body } = await browser.json<{ code: string }>('/nothing');
    expect([status, body.code]).toEqual([404, 'route.unknown']);
  });
});

describe('somebody without a session', () => {
  it('gets 401 on every route but the list of systems', async () => {
    for (const { method, path } of allRoutes(app.ctx)) {
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
    const others = await Promise.all(
      kinds.map((provider) => makeOrganisation(app.ctx, { books: { provider } })),
    );
    for (const { method, path } of allRoutes(app.ctx).filter((one) =>
      one.path.startsWith('/o/:org'),
    )) {
      for (const org of [...others.map(({ id }) => id), randomUUID(), 'no-uuid']) {
        const answer = await browser.send(`/api/v1${fill(path, { org })}`, {
          method,
          body: bodyFor(method),
        });
        expect([method, path, org, answer.status]).toEqual([method, path, org, 404]);
      }
    }
  });

  it.each([
    ['quickbooks', 'xero'],
    ['xero', 'quickbooks'],
    ['xero', 'xero'],
  ])(
    'gets 404 under their own organisation of %s for records of one of %s',
    async (mine, theirs) => {
      const own = ownOf.get(mine) ?? '';
      const other = await makeOrganisation(app.ctx, { books: { provider: theirs } });
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
        'POST /o/:org/deliveries/:delivery/resolve': { hasLeft: true },
        'PUT /o/:org/customers/:customer/language': { language: 'fr' },
        'PUT /o/:org/customers/:customer/autopay': { autopay: true },
        'PUT /o/:org/customers/:customer/email': { email: null, expected: null },
        'POST /o/:org/invoices/:invoice/promises': { promisedOn: '2030-01-01' },
        'POST /o/:org/promises/:promise/withdraw': { version: 1 },
        'POST /o/:org/invoices/:invoice/disputes': { untilOn: null },
        'PUT /o/:org/disputes/:dispute': { untilOn: null, version: 1 },
        'POST /o/:org/disputes/:dispute/close': { version: 1 },
        'PUT /o/:org/mutes/:mute': { untilOn: null, version: 1 },
        'POST /o/:org/mutes/:mute/end': { version: 1 },
        'PATCH /o/:org/tasks/:task': { version: 1 },
        'PUT /o/:org/rules/:rule/position': { to: 'up' },
        'POST /o/:org/rules/:rule/restore': { enabled: false },
        'POST /o/:org/rules/:rule/versions/:version/restore': { version: 1 },
        'PUT /o/:org/rules/:rule/enabled': { enabled: true, version: 1 },
        'PUT /o/:org/rules/:rule': { enabled: true, version: 1, settings: ruleSettings() },
        'PUT /o/:org/templates/:template': { name: 'x', version: 1, texts: {} },
      };
      for (const one of allRoutes(app.ctx).filter(({ path }) => /^\/o\/:org\/.*:/.test(path))) {
        const { method, path } = one;
        const body = bodies[keyOf(one)] ?? bodyFor(method);
        const answer = await browser.send(`/api/v1${fill(path, ids)}`, { method, body });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
      expect(JSON.stringify((await browser.json(`/o/${own}/invoices`)).body)).not.toContain(
        'secret',
      );
    },
  );

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
    ['PUT', '/customers/c/autopay', { autopay: true }],
    ['PATCH', '', { version: 0, sending: { weekdays: [6] } }],
    ['PUT', '/reminders', { on: true, version: 0 }],
    ['POST', '/mutes', { level: 'organisation', untilOn: null }],
    ['POST', '/invoices/i/promises', { promisedOn: '2030-01-01' }],
    ['POST', '/invoices/i/disputes', { untilOn: null }],
    ['PATCH', `/tasks/${randomUUID()}`, { version: 1, state: 'done' }],
    ['PUT', `/rules/${randomUUID()}/position`, { to: 'up' }],
    ['POST', `/rules/${randomUUID()}/restore`, { enabled: false }],
    ['POST', '/invoices/i/release', undefined],
    ['POST', '/sending/resume', undefined],
  ];
  it.each([
    ['viewer', [403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403]],
    ['member', [403, 403, 200, 404, 404, 403, 403, 200, 404, 404, 404, 404, 404, 404, 403]],
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
