import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books] });
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

interface Owner {
  browser: Browser;
  subject: string;
  booksId: string;
  org: string;
}

async function owner(
  subject: string = randomUUID(),
  browser = new Browser(app.url),
): Promise<Owner> {
  const booksId = randomUUID();
  const place = await browser.consent(vendor, { subject, booksId });
  return { browser, subject, booksId, org: place.split('/')[2] ?? '' };
}

/** The consent page that an address of the vendor's leads to. */
async function tripFrom(browser: Browser, path: string): Promise<URLSearchParams> {
  const answer = await browser.send(path);
  expect(answer.status).toBe(302);
  const address = new URL(answer.headers.get('location') ?? '', app.url);
  expect(address.pathname).toBe('/authorize');
  return address.searchParams;
}

async function comeBack(
  browser: Browser,
  trip: URLSearchParams,
  who: { subject: string; booksId: string | null },
): Promise<string | null> {
  const { subject, booksId } = who;
  const identity = { subject, email: 'a@b.example', emailVerified: true, name: 'A' };
  const code = vendor.codeFor({ identity, booksId });
  const query = new URLSearchParams({ code, state: trip.get('state') ?? '' });
  const answer = await browser.send(`/connect/stand-in/return?${query}`);
  return answer.headers.get('location');
}

describe('the address for owners of a grant that ends soon', () => {
  it('starts a fresh consent at once and accepts only the company of that organisation (E25)', async () => {
    const { browser, subject, booksId, org } = await owner();
    const path = `/connect/stand-in/reconnect?realmId=${booksId}`;
    const wrong = await tripFrom(browser, path);
    expect(wrong.get('intent')).toBe('connect');
    expect(await comeBack(browser, wrong, { subject, booksId: randomUUID() })).toBe(
      '/connect/problem?code=wrong-company&books=stand-in',
    );
    const right = await tripFrom(browser, path);
    expect(await comeBack(browser, right, { subject, booksId })).toBe(`/o/${org}/sync`);
  });

  it('means the company of the hint when a person has several', async () => {
    const first = await owner();
    const second = await owner(first.subject, first.browser);
    const trip = await tripFrom(first.browser, `/connect/stand-in/reconnect?x=${second.booksId}`);
    expect(await comeBack(first.browser, trip, second)).toBe(`/o/${second.org}/sync`);
  });

  it('starts an ordinary consent for somebody who is not signed in, or whose the company is not', async () => {
    const { booksId, subject, org } = await owner();
    const path = `/connect/stand-in/reconnect?realmId=${booksId}`;
    const nobody = new Browser(app.url);
    const trip = await tripFrom(nobody, path);
    expect(await comeBack(nobody, trip, { subject, booksId })).toBe(`/o/${org}/sync`);
    const { browser: stranger } = await owner();
    const rows = async () =>
      database.query('select count(*) from consent_attempt where reconnect_id = $1', [org]);
    const before = await rows();
    await tripFrom(stranger, path);
    expect(await rows()).toEqual(before);
  });
});

describe('the address behind "Open app"', () => {
  it('signs in at the vendor and leads to the organisation of the company', async () => {
    const first = await owner();
    const second = await owner(first.subject);
    for (const { booksId, org } of [first, second]) {
      const browser = new Browser(app.url);
      const trip = await tripFrom(browser, `/connect/stand-in/launch?realmId=${booksId}`);
      expect(trip.get('intent')).toBe('sign-in');
      const place = await comeBack(browser, trip, { subject: first.subject, booksId: null });
      expect(place).toBe(`/o/${org}`);
    }
  });

  it('leads nobody into an organisation that is not theirs', async () => {
    const { booksId } = await owner();
    const stranger = new Browser(app.url);
    const trip = await tripFrom(stranger, `/connect/stand-in/launch?realmId=${booksId}`);
    expect(await comeBack(stranger, trip, { subject: randomUUID(), booksId: null })).toBe('/');
  });
});

describe('too many trips from one address', () => {
  it('are sent to a page that says so, and make no row', async () => {
    const other = await startApp(database, { systems: [vendor.books] });
    const attempts = async () =>
      (await database.query<{ n: number }>('select count(*)::int as n from consent_attempt'))[0]
        ?.n ?? 0;
    const before = await attempts();
    const browser = new Browser(other.url);
    const places = new Map<string, number>();
    for (let trip = 0; trip < 300; trip += 1) {
      const answer = await browser.send('/connect/stand-in/start');
      const place = new URL(answer.headers.get('location') ?? '', other.url).pathname;
      places.set(place, (places.get(place) ?? 0) + 1);
    }
    // The page itself is no trip: it can always be read.
    const page = await browser.send('/connect/problem?code=too-many&books=stand-in');
    expect(page.status).toBe(200);
    await other.close();
    expect(places).toEqual(
      new Map([
        ['/authorize', 240],
        ['/connect/problem', 60],
      ]),
    );
    expect((await attempts()) - before).toBe(240);
  });
});
