import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChosenJson, ConsentChoiceJson } from '../../../domain/api/consent-choice.ts';
import type { Problem } from '../../../domain/api/common.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { forgetChoices } from '../../../server/services/connections/forget-choices.ts';
import { openCompany } from '../../../server/services/connections/open-company.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { World } from '../../integrations/xero/world.ts';
import { consentAtXero } from './consent-at-xero.ts';

let database: TestDatabase;
let xero: World;
let other: StandIn;
let app: RunningApp;
let aheadMs = 0;
beforeAll(async () => {
  database = await openTestDatabase();
  xero = await World.start();
  other = await startStandIn();
  const now = () => new Date(Date.now() + aheadMs);
  app = await startApp(database, { systems: [xero.books, other.books], now });
}, 90_000);
afterEach(() => {
  aheadMs = 0;
});
afterAll(async () => {
  await app.close();
  await other.close();
  await xero.sandbox.close();
  await database.close();
});

type Asked = Parameters<typeof consentAtXero> extends [World, ...infer Rest] ? Rest : never;
const consent = (...asked: Asked) => consentAtXero(xero, ...asked);

const grants = () => database.query('select id from books_grant');

it('two organisations of one person are connected one after the other, share one set of tokens, and end one by one', async () => {
  const browser = new Browser(app.url);
  const one = (await consent(browser, { tenantId: TENANT_A })).split('/')[2] ?? '';
  const two = (await consent(browser, { tenantId: TENANT_B })).split('/')[2] ?? '';
  expect(one).toMatch(/^[0-9a-f-]{36}$/);
  expect(two).not.toBe(one);
  expect(await grants()).toHaveLength(1);
  // The person signs in with Xero and finds both.
  expect(await consent(new Browser(app.url), {}, 'intent=sign-in')).toBe('/');
  const { body: me } = await browser.json<{ organisations: { id: string }[] }>('/me');
  expect(me.organisations.map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());

  const end = (org: string) => browser.json(`/o/${org}/disconnect`, { method: 'POST' });
  expect(await end(one)).toMatchObject({ status: 200 });
  const left = async () => {
    const { connections } = await xero.sandbox.admin.connections();
    return connections.map(({ tenantId }) => tenantId);
  };
  expect(await left()).toEqual([TENANT_B]);
  expect(await grants()).toHaveLength(1);
  expect(await end(two)).toMatchObject({ status: 200 });
  expect([await left(), await grants()]).toEqual([[], []]);
});

it('an organisation is connected again by its own company alone (E25)', async () => {
  const browser = new Browser(app.url);
  const org = (await consent(browser, { tenantId: TENANT_A })).split('/')[2] ?? '';
  const again = `intent=connect&org=${org}`;
  expect(await consent(browser, { tenantId: TENANT_A }, again)).toBe(`/o/${org}/sync`);
  expect(await consent(browser, { tenantId: TENANT_B }, again)).toBe(
    '/connect/problem?code=wrong-company&books=xero',
  );
  expect(await consent(browser, { approve: false }, again)).toBe(
    '/connect/problem?code=consent-refused&books=xero',
  );
});

const OWEN = 'owen@tarnandfell.example';
const both = { tenantIds: [TENANT_A, TENANT_B] };
const choicePath = (place: string) => `/consent-choices/${place.split('choice=')[1] ?? ''}`;
/** Each test begins with nothing connected, at Xero or here. */
const nothingConnected = async () => {
  await database.query(
    'truncate organisation, membership, connection, books_grant, consent_choice, person, outbox cascade',
  );
  for (const person of [undefined, OWEN]) await xero.sandbox.admin.revokeUser({ person });
};
const organisationsOf = async (browser: Browser) =>
  (
    await browser.json<{
      organisations: { id: string; name: string; books: { name: string; state: string } }[];
    }>('/me')
  ).body.organisations;

describe('a consent for several organisations (ux A2)', () => {
  it('asks which are meant, and connects each that is chosen, under its own name', async () => {
    await nothingConnected();
    const browser = new Browser(app.url);
    const place = await consent(browser, both);
    expect(place).toMatch(/^\/connect\/choose\?choice=/);
    const list = await browser.json<ConsentChoiceJson>(choicePath(place));
    expect(list.body).toMatchObject({
      booksName: 'Xero',
      companies: [
        { name: 'Harbourline Demo Ltd', state: 'free', organisation: null },
        { name: 'Tarn & Fell Ltd', state: 'free', organisation: null },
      ],
    });
    expect(JSON.stringify(list.body)).not.toMatch(TENANT_A);
    expect(await grants()).toEqual([]);
    const companyIds = list.body.companies.map(({ id }) => id);
    const post = { method: 'POST', body: { companyIds } };
    const answers = await Promise.all([1, 2].map(() => browser.json(choicePath(place), post)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const books = { name: 'Xero', state: 'live' };
    expect(await organisationsOf(browser)).toMatchObject([
      { name: 'Harbourline Demo Ltd', books },
      { name: 'Tarn & Fell Ltd', books },
    ]);
    await database.query(
      `update connection set state = 'disconnected' where organisation_id in (select id from organisation where name like 'Tarn%')`,
    );
    expect((await organisationsOf(browser)).map((one) => one.books.state)).toEqual([
      'live',
      'disconnected',
    ]);
    expect(await grants()).toHaveLength(1);
    // The tokens stand in one place alone.
    expect(await database.query('select 1 from consent_choice')).toEqual([]);
  });

  it('shows what is connected already and where, and what somebody else has, and takes neither', async () => {
    await nothingConnected();
    const owen = new Browser(app.url);
    await consent(owen, { tenantId: TENANT_B, person: OWEN });
    const browser = new Browser(app.url);
    const own = (await consent(browser, { tenantId: TENANT_A })).split('/')[2];
    const place = await consent(browser, both);
    const { body } = await browser.json<ConsentChoiceJson>(choicePath(place));
    expect(body.companies).toEqual([
      expect.objectContaining({
        state: 'connected',
        organisation: { id: own, name: 'Harbourline Demo Ltd' },
      }),
      expect.objectContaining({ state: 'taken', organisation: null }),
    ]);
    const companyIds = body.companies.map(({ id }) => id);
    const post = { method: 'POST', body: { companyIds } };
    const chosen = await browser.json<ChosenJson>(choicePath(place), post);
    expect(chosen.body).toEqual({
      organisations: [],
      refused: [
        { name: 'Harbourline Demo Ltd', state: 'connected' },
        { name: 'Tarn & Fell Ltd', state: 'taken' },
      ],
    });
    // Nothing came of it, so the choice stands.
    expect((await browser.json(choicePath(place))).status).toBe(200);
    expect(await organisationsOf(browser)).toHaveLength(1);
  });

  it('brings a disconnected one back to its organisation, but only for those who may connect it', async () => {
    await nothingConnected();
    const browser = new Browser(app.url);
    const own = (await consent(browser, { tenantId: TENANT_A })).split('/')[2] ?? '';
    await browser.json(`/o/${own}/disconnect`, { method: 'POST' });
    const first = async () => {
      const place = await consent(browser, both);
      const { body } = await browser.json<ConsentChoiceJson>(choicePath(place));
      return { place, company: body.companies[0] };
    };
    await database.query("update membership set role = 'member'");
    expect((await first()).company).toMatchObject({ state: 'no-right', organisation: { id: own } });
    await database.query("update membership set role = 'admin'");
    const { place, company } = await first();
    expect(company).toMatchObject({ state: 'again', organisation: { id: own } });
    const post = { method: 'POST', body: { companyIds: [company?.id] } };
    const { body } = await browser.json<ChosenJson>(choicePath(place), post);
    expect(body.organisations.map(({ id }) => id)).toEqual([own]);
  });

  it('is not for others to choose from, nor after its time, and its tokens are destroyed then', async () => {
    await nothingConnected();
    const browser = new Browser(app.url);
    const place = await consent(browser, both);
    const stranger = new Browser(app.url);
    await consent(stranger, { person: OWEN }, 'intent=sign-in');
    const post = { method: 'POST', body: { companyIds: ['x'] } };
    for (const sent of [undefined, post])
      expect((await stranger.json(choicePath(place), sent)).status).toBe(404);
    expect((await browser.json(choicePath(place), post)).status).toBe(422);
    expect(await forgetChoices(app.ctx)).toBe(0);
    aheadMs = 21 * 60_000;
    const late = await browser.json<Problem>(choicePath(place));
    expect([late.status, late.body.code]).toEqual([409, 'choice.expired']);
    expect(late.body.title).toContain('20 minutes');
    expect(await forgetChoices(app.ctx)).toBe(1);
    expect((await browser.json(choicePath(place))).status).toBe(404);
  });

  it('asks nothing where an organisation is connected again (E25)', async () => {
    await nothingConnected();
    const browser = new Browser(app.url);
    const own = (await consent(browser, { tenantId: TENANT_B })).split('/')[2] ?? '';
    expect(await consent(browser, both, `intent=connect&org=${own}`)).toBe(`/o/${own}/sync`);
  });
});

describe('a consent from which nobody chose in time', () => {
  const MINUTE_MS = 60_000;
  const atXero = async () => {
    const { connections } = await xero.sandbox.admin.connections();
    return connections.map(({ tenantId }) => tenantId).toSorted();
  };
  const unchosen = async (browser = new Browser(app.url)) => {
    expect(await consent(browser, both)).toMatch(/choice=/);
    return browser;
  };

  it('is ended at Xero as well, once, with every organisation of it', async () => {
    await nothingConnected();
    await unchosen();
    expect([await forgetChoices(app.ctx), await atXero()]).toEqual([0, both.tenantIds.toSorted()]);
    aheadMs = 21 * MINUTE_MS;
    const inTwoProcesses = [forgetChoices(app.ctx), forgetChoices(app.ctx)];
    expect((await Promise.all(inTwoProcesses)).toSorted()).toEqual([0, 1]);
    expect(await atXero()).toEqual([]);
  });

  it('ends only what is not connected, and no token that others use', async () => {
    await nothingConnected();
    const browser = new Browser(app.url);
    const org = (await consent(browser, { tenantId: TENANT_A })).split('/')[2] ?? '';
    await unchosen(browser);
    aheadMs = 21 * MINUTE_MS;
    expect(await forgetChoices(app.ctx)).toBe(1);
    expect([await atXero(), await grants()]).toEqual([[TENANT_A], [expect.anything()]]);
    const { company } = await openCompany(app.ctx, org as OrganisationId);
    await expect(company.readCompany()).resolves.toMatchObject({ country: 'NZ' });
  });

  it('waits while Xero is out of order, with its tokens sealed, and is tried again by the clock', async () => {
    await nothingConnected();
    await unchosen();
    aheadMs = 21 * MINUTE_MS;
    await xero.sandbox.admin.addFault({
      target: 'identity',
      kind: 'status',
      status: 503,
      times: 99,
    });
    expect(await forgetChoices(app.ctx)).toBe(0);
    await xero.sandbox.admin.clearFaults({});
    expect(await forgetChoices(app.ctx)).toBe(0);
    expect(await atXero()).toHaveLength(2);
    aheadMs = 32 * MINUTE_MS;
    expect([await forgetChoices(app.ctx), await atXero()]).toEqual([1, []]);
  });

  it('ends nothing while the same person has yet to choose from a later one', async () => {
    await nothingConnected();
    await unchosen();
    aheadMs = 15 * MINUTE_MS;
    const browser = new Browser(app.url);
    const place = await consent(browser, both);
    aheadMs = 21 * MINUTE_MS;
    expect([await forgetChoices(app.ctx), (await atXero()).length]).toEqual([0, 2]);
    const { body } = await browser.json<ConsentChoiceJson>(choicePath(place));
    const post = { method: 'POST', body: { companyIds: [body.companies[0]?.id] } };
    expect((await browser.json(choicePath(place), post)).status).toBe(200);
    aheadMs = 40 * MINUTE_MS;
    expect([await forgetChoices(app.ctx), await atXero()]).toEqual([1, [TENANT_A]]);
  });
});

describe('a grant that died', () => {
  const states = async () =>
    Object.fromEntries(
      (
        await database.query<{ name: string; state: string }>(
          'select o.name, c.state from connection c join organisation o on o.id = c.organisation_id',
        )
      ).map(({ name, state }) => [name, state]),
    );
  /** Both organisations connected, named after themselves, and lost. */
  async function lost(): Promise<Browser> {
    await nothingConnected();
    const browser = new Browser(app.url);
    const place = await consent(browser, both);
    const { body } = await browser.json<ConsentChoiceJson>(choicePath(place));
    const companyIds = body.companies.map(({ id }) => id);
    await browser.json(choicePath(place), { method: 'POST', body: { companyIds } });
    await database.query(
      "update connection set state = 'needs-reconnect', reason = 'xero.grant-ended'",
    );
    return browser;
  }
  const harbourline = { tenantId: TENANT_A };

  it('comes back with one consent for every organisation that the new tokens reach', async () => {
    await consent(await lost(), harbourline);
    expect(await states()).toEqual({ 'Harbourline Demo Ltd': 'live', 'Tarn & Fell Ltd': 'live' });
    const queued = await database.query(
      "select distinct organisation_id from outbox where name like 'sync.%'",
    );
    expect(queued).toHaveLength(2);
  });

  it('stays dead for an organisation that the new tokens do not reach', async () => {
    const browser = await lost();
    await xero.sandbox.admin.revokeUser({});
    await consent(browser, harbourline);
    expect(await states()).toEqual({
      'Harbourline Demo Ltd': 'live',
      'Tarn & Fell Ltd': 'needs-reconnect',
    });
  });

  it('stays dead in an organisation that the person does not run, and for the tenants of others', async () => {
    const browser = await lost();
    await database.query(
      "update membership set role = 'member' where organisation_id = (select id from organisation where name like 'Tarn%')",
    );
    await consent(browser, harbourline);
    expect(await states()).toMatchObject({ 'Tarn & Fell Ltd': 'needs-reconnect' });
    const owen = new Browser(app.url);
    const place = await consent(owen, { tenantId: TENANT_B, person: OWEN });
    expect(place).toBe('/connect/problem?code=company-taken&books=xero');
    expect(await states()).toMatchObject({ 'Tarn & Fell Ltd': 'needs-reconnect' });
  });
});

describe('one person with books of two systems', () => {
  it('adds Xero from inside, stays who they are, and enters both without signing in again', async () => {
    await nothingConnected();
    const browser = new Browser(app.url);
    const ours = (await browser.consent(other, { booksId: randomUUID() })).split('/')[2] ?? '';
    const { body: before } = await browser.json<{ id: string }>('/me');
    const place = await consent(browser, { tenantId: TENANT_A }, 'intent=connect&add=yes');
    const added = place.split('/')[2] ?? '';
    const { body: after } = await browser.json<{ id: string }>('/me');
    expect(after.id).toBe(before.id);
    for (const [org, books] of [
      [ours, 'stand-in'],
      [added, 'xero'],
      [ours, 'stand-in'],
    ]) {
      const { body } = await browser.json<{ role: string; connection: { books: string } }>(
        `/o/${org}`,
      );
      expect([body.role, body.connection.books]).toEqual(['owner', books]);
    }
    // With the Xero account alone, the organisation of Xero alone.
    const fresh = new Browser(app.url);
    await consent(fresh, {}, 'intent=sign-in');
    expect((await organisationsOf(fresh)).map(({ id }) => id)).toEqual([added]);
    // Connected again from inside, by the Xero account, the session stays as well.
    expect(await consent(browser, { tenantId: TENANT_A }, `intent=connect&org=${added}`)).toBe(
      `/o/${added}/sync`,
    );
    expect(await organisationsOf(browser)).toHaveLength(2);
  });

  it('who runs an organisation by the Xero account lets the other account in, and the history says so', async () => {
    await nothingConnected();
    const owner = new Browser(app.url);
    const org = (await consent(owner, { tenantId: TENANT_A })).split('/')[2] ?? '';
    const browser = new Browser(app.url);
    await browser.consent(other, { booksId: randomUUID(), name: 'Ana Tremblay' });
    await consent(browser, { tenantId: TENANT_A }, 'intent=connect&add=yes');
    expect((await organisationsOf(browser)).map(({ id }) => id)).toContain(org);
    const told = await database.query(
      "select detail->>'name' as name from activity where kind = 'member.added'",
    );
    expect(told).toEqual([{ name: 'Ana Tremblay' }]);
  });

  it('who may not connect books there lets nobody in: the session becomes that of the one who consented', async () => {
    await nothingConnected();
    const owner = new Browser(app.url);
    const org = (await consent(owner, { tenantId: TENANT_A })).split('/')[2] ?? '';
    await database.query("update membership set role = 'viewer' where organisation_id = $1", [org]);
    const browser = new Browser(app.url);
    await browser.consent(other, { booksId: randomUUID() });
    const place = await consent(browser, { tenantId: TENANT_A }, 'intent=connect&add=yes');
    expect(place).toBe(`/o/${org}`);
    expect((await organisationsOf(browser)).map(({ id }) => id)).toEqual([org]);
  });

  it('somebody who connects from the sign-in page in the same browser starts their own session', async () => {
    await nothingConnected();
    const browser = new Browser(app.url);
    await browser.consent(other, { booksId: randomUUID() });
    await consent(browser, { tenantId: TENANT_A });
    expect(await organisationsOf(browser)).toHaveLength(1);
  });
});
