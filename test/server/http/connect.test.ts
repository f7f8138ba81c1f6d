import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
let clock = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, {
    systems: [vendor.books],
    now: () => new Date(Date.now() + clock),
  });
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

const newBrowser = () => new Browser(app.url);
const orgIn = (place: string) => place.split('/')[2] ?? '';

describe('connecting books', () => {
  it('makes person, organisation, connection, import and its work in one go', async () => {
    const place = await newBrowser().consent(vendor, { booksId: randomUUID() });
    expect(place).toMatch(/^\/o\/[0-9a-f-]{36}\/sync$/);
    const rows = await database.query(
      `select o.time_zone, o.time_zone_confirmed, o.reminders_on, m.role, c.state, r.type, r.state as run, w.name
       from organisation o join membership m on m.organisation_id = o.id join connection c on c.organisation_id = o.id
       join sync_run r on r.organisation_id = o.id join outbox w on w.organisation_id = o.id where o.id = $1`,
      [orgIn(place)],
    );
    expect(rows).toEqual([
      {
        time_zone: 'UTC',
        time_zone_confirmed: false,
        reminders_on: false,
        role: 'owner',
        state: 'live',
        type: 'import',
        run: 'running',
        name: 'sync.import',
      },
    ]);
  });

  it('stores neither tokens nor the company id in clear (facts: marketplace 1.3)', async () => {
    const booksId = randomUUID();
    await newBrowser().consent(vendor, { booksId });
    const rows = await database.query<{ text: string }>(
      'select row_to_json(c)::text || row_to_json(g)::text || row_to_json(s)::text as text from connection c, books_grant g, session s',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) {
      expect(text).not.toContain(booksId);
      expect(text).not.toMatch(/access-|refresh-[0-9a-f]/);
    }
  });

  it('takes somebody who comes again with the same company to the same organisation', async () => {
    const [subject, booksId] = [randomUUID(), randomUUID()];
    const first = await newBrowser().consent(vendor, { subject, booksId });
    const again = await newBrowser().consent(vendor, { subject, booksId });
    expect(again).toBe(first);
  });

  it('makes one organisation when the same person connects the same company twice at once', async () => {
    const [subject, booksId] = [randomUUID(), randomUUID()];
    const places = await Promise.all(
      Array.from({ length: 4 }, () => newBrowser().consent(vendor, { subject, booksId })),
    );
    expect(new Set(places).size).toBe(1);
  });

  it('keeps a company with its organisation when a stranger connects it (E25)', async () => {
    const booksId = randomUUID();
    await newBrowser().consent(vendor, { booksId });
    const stranger = newBrowser();
    expect(await stranger.consent(vendor, { booksId })).toBe(
      '/connect/problem?code=company-taken&books=stand-in',
    );
    expect((await stranger.send('/api/v1/me')).status).toBe(401);
  });

  it('refuses another company where the same one was asked for (E25)', async () => {
    const subject = randomUUID();
    const browser = newBrowser();
    const org = orgIn(await browser.consent(vendor, { subject, booksId: randomUUID() }));
    const place = await browser.consent(vendor, { subject, booksId: randomUUID() }, { org });
    expect(place).toBe('/connect/problem?code=wrong-company&books=stand-in');
  });

  it('brings a lost connection back with new consent, and forgets a refresh that is under way', async () => {
    const [subject, booksId] = [randomUUID(), randomUUID()];
    const browser = newBrowser();
    const org = orgIn(await browser.consent(vendor, { subject, booksId }));
    await database.query(
      "update connection set state = 'needs-reconnect', reason = 'x' where organisation_id = $1",
      [org],
    );
    await database.query(
      `update books_grant set refresh_fence = 3, refresh_until = now()
       where id = (select grant_id from connection where organisation_id = $1)`,
      [org],
    );
    expect(await browser.consent(vendor, { subject, booksId }, { org })).toBe(`/o/${org}/sync`);
    const rows = await database.query(
      `select state, reason, refresh_fence, refresh_until from connection c join books_grant g on g.id = c.grant_id
       where organisation_id = $1`,
      [org],
    );
    expect(rows).toEqual([{ state: 'live', reason: '', refresh_fence: 4, refresh_until: null }]);
  });

  it('does not start a reconnect for an organisation of others', async () => {
    const org = orgIn(await newBrowser().consent(vendor, { booksId: randomUUID() }));
    const stranger = newBrowser();
    await stranger.consent(vendor, { booksId: randomUUID() });
    expect((await stranger.send(`/connect/stand-in/start?org=${org}`)).status).toBe(404);
  });

  it('ends the grant at the vendor and keeps no tokens when the owner disconnects', async () => {
    const browser = newBrowser();
    const org = orgIn(await browser.consent(vendor, { booksId: randomUUID() }));
    const before = vendor.revocations;
    const [held] = await database.query<{ grant_id: string }>(
      'select grant_id from connection where organisation_id = $1',
      [org],
    );
    const grantId = held?.grant_id;
    const { status, body } = await browser.json<{ connection: { state: string } }>(
      `/o/${org}/disconnect`,
      { method: 'POST' },
    );
    expect([status, body.connection.state]).toEqual([200, 'disconnected']);
    expect(vendor.revocations).toBe(before + 1);
    const rows = await database.query(
      `select grant_id, (select count(*)::int from books_grant g where g.id = $2) as kept from connection
       where organisation_id = $1`,
      [org, grantId],
    );
    expect(rows).toEqual([{ grant_id: null, kept: 0 }]);
    const sync = await browser.json(`/o/${org}/sync`, { method: 'POST' });
    expect(sync).toEqual({ status: 200, body: { queued: false } });
  });

  it('finds the organisation again when a disconnected company is connected anew', async () => {
    const [subject, booksId] = [randomUUID(), randomUUID()];
    const browser = newBrowser();
    const place = await browser.consent(vendor, { subject, booksId });
    await browser.send(`/api/v1/o/${orgIn(place)}/disconnect`, { method: 'POST' });
    expect(await browser.consent(vendor, { subject, booksId })).toBe(place);
  });

  it('brings the next reading forward when the vendor says that the company was removed', async () => {
    const booksId = randomUUID();
    const org = orgIn(await newBrowser().consent(vendor, { booksId }));
    await database.query('delete from outbox where organisation_id = $1', [org]);
    const answer = await newBrowser().send(`/connect/stand-in/removed?company=${booksId}&n=1`);
    expect(answer.headers.get('location')).toBe('/connect/problem?code=removed&books=stand-in');
    const rows = await database.query('select name from outbox where organisation_id = $1', [org]);
    expect(rows).toEqual([{ name: 'sync.import' }]);
  });
});

describe('the way back from the consent page', () => {
  async function started(browser: Browser, intent = 'connect') {
    const answer = await browser.send(`/connect/stand-in/start?intent=${intent}`);
    const address = new URL(answer.headers.get('location') ?? '');
    return address.searchParams.get('state') ?? '';
  }
  const goodCode = () =>
    vendor.codeFor({
      identity: {
        subject: randomUUID(),
        email: 'a@b.example',
        emailVerified: true,
        name: 'A',
      },
      booksId: randomUUID(),
    });
  const back = async (browser: Browser, query: Record<string, string>) => {
    const answer = await browser.send(`/connect/stand-in/return?${new URLSearchParams(query)}`);
    return { status: answer.status, place: answer.headers.get('location'), answer };
  };
  const problem = (code: string) => `/connect/problem?code=${code}&books=stand-in`;

  it('refuses a state that was never given out', async () => {
    const browser = newBrowser();
    await started(browser);
    const { status, place } = await back(browser, { code: goodCode(), state: 'made-up' });
    expect([status, place]).toEqual([302, problem('state-wrong')]);
  });

  it('refuses a state that belongs to another browser', async () => {
    const state = await started(newBrowser());
    const other = newBrowser();
    await started(other);
    expect((await back(other, { code: goodCode(), state })).place).toBe(problem('state-wrong'));
  });

  it('refuses a state older than ten minutes', async () => {
    const browser = newBrowser();
    const state = await started(browser);
    clock = 10 * 60_000 + 1000;
    const { place } = await back(browser, { code: goodCode(), state });
    clock = 0;
    expect(place).toBe(problem('expired'));
  });

  it('exchanges the code once when the callback is opened twice at once', async () => {
    const browser = newBrowser();
    const query = { code: goodCode(), state: await started(browser) };
    const places = await Promise.all([back(browser, query), back(browser, query)]);
    const sorted = places.map(({ place }) => place).sort();
    expect(sorted[0]).toBe('/');
    expect(sorted[1]).toMatch(/^\/o\/.*\/sync$/);
  });

  it.each([
    ['consent refused', { error: 'access_denied' }, 'consent-refused'],
    ['an error of the vendor', { error: 'server_error' }, 'failed'],
    ['a code that is not taken', { code: 'used before' }, 'code-used'],
  ])('tells %s apart', async (_case, query, code) => {
    const browser = newBrowser();
    const state = await started(browser);
    const { status, place, answer } = await back(browser, { ...query, state });
    expect([status, place]).toEqual([302, problem(code)]);
    expect(await answer.text()).not.toContain('<script');
  });

  it('signs nobody in whose address is not verified (facts: marketplace 1.2)', async () => {
    const browser = newBrowser();
    const place = await browser.consent(vendor, { booksId: randomUUID(), emailVerified: false });
    expect(place).toBe(problem('email-unverified'));
    expect((await browser.send('/api/v1/me')).status).toBe(401);
  });

  it('gives a new session id at sign-in', async () => {
    const browser = newBrowser();
    await browser.consent(vendor, { booksId: null }, { intent: 'sign-in' });
    const before = browser.cookies;
    await browser.consent(vendor, { booksId: null }, { intent: 'sign-in' });
    const sid = (cookies: string) => /dunlin=([^;]+)/.exec(cookies)?.[1];
    expect(sid(browser.cookies)).not.toBe(sid(before));
    expect((await fetch(`${app.url}/api/v1/me`, { headers: { cookie: before } })).status).toBe(401);
  });

  it('signs in without books, knows the person by subject, and signs out', async () => {
    const subject = randomUUID();
    const browser = newBrowser();
    expect(await browser.consent(vendor, { subject }, { intent: 'sign-in' })).toBe('/');
    const first = await browser.json<{ id: string }>('/me');
    await browser.consent(vendor, { subject, name: 'New Name' }, { intent: 'sign-in' });
    const second = await browser.json<{ id: string; name: string }>('/me');
    expect(second.body).toMatchObject({ id: first.body.id, name: 'New Name' });
    expect((await browser.send('/api/v1/me/sign-out', { method: 'POST' })).status).toBe(200);
    expect((await browser.send('/api/v1/me')).status).toBe(401);
  });

  it('leaves the vendor’s page only by redirect, never stored', async () => {
    for (const path of ['start', 'return', 'removed']) {
      const answer = await newBrowser().send(`/connect/stand-in/${path}`);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'no-store']);
    }
  });

  it('answers 404 for a system that is not there', async () => {
    expect((await newBrowser().send('/connect/nobody/start')).status).toBe(404);
  });
});

describe('session cookies', () => {
  it('are __Host-, Secure, HttpOnly and SameSite=Lax behind https', async () => {
    const secure = await startApp(database, {
      systems: [vendor.books],
      baseUrl: 'https://dunlin.example',
    });
    const proxied = { 'x-forwarded-proto': 'https' };
    const first = await fetch(`${secure.url}/connect/stand-in/start?intent=sign-in`, {
      redirect: 'manual',
      headers: proxied,
    });
    const [consent = ''] = first.headers.getSetCookie();
    expect(consent).toMatch(/^__Host-dunlin-consent=.*; Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
    const state = new URL(first.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const identity = { subject: 's', email: 's@b.example', emailVerified: true, name: 'S' };
    const code = vendor.codeFor({ identity, booksId: null });
    const back = await fetch(
      `${secure.url}/connect/stand-in/return?${new URLSearchParams({ code, state })}`,
      { redirect: 'manual', headers: { ...proxied, cookie: consent.split(';')[0] ?? '' } },
    );
    const session = back.headers.getSetCookie().find((line) => line.startsWith('__Host-dunlin='));
    expect(session).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
    await secure.close();
  });
});
