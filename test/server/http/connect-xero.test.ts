import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { World } from '../../integrations/xero/world.ts';

let database: TestDatabase;
let xero: World;
let app: RunningApp;
beforeAll(async () => {
  database = await openTestDatabase();
  xero = await World.start();
  app = await startApp(database, { systems: [xero.books] });
}, 90_000);
afterAll(async () => {
  await app.close();
  await xero.sandbox.close();
  await database.close();
});

/** To Xero's consent page and back, as somebody who agrees there. */
async function consent(
  browser: Browser,
  answer: { tenantId?: string; approve?: boolean },
  query = 'intent=connect',
): Promise<string> {
  const started = await browser.send(`/connect/xero/start?${query}`);
  const url = started.headers.get('location') ?? '';
  const { location } = await xero.sandbox.admin.consent({ url, ...answer });
  const { pathname, search } = new URL(location);
  const back = await browser.send(pathname + search);
  const { body } = await browser.json<{ csrfToken?: string }>('/me');
  browser.csrfToken = body.csrfToken ?? '';
  return back.headers.get('location') ?? '';
}

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
