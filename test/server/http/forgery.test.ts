import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { allRoutes } from '../../support/all-routes.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
/** Owner of the organisation `own`. */
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
    for (const { method, path } of allRoutes(app.ctx).filter((one) => one.method !== 'GET')) {
      const answer = await browser.send(
        `/api/v1${path.replace(/:\w+/g, (name) => (name === ':org' ? own : randomUUID()))}`,
        {
          method,
          headers: { 'x-csrf-token': 'wrong' },
        },
      );
      expect([method, path, answer.status]).toEqual([method, path, 403]);
    }
  });
});
