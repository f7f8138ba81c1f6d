import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addInvoices } from '../../support/make-invoice.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
let browser: Browser;
let own: string;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books] });
  browser = new Browser(app.url);
  own = (await browser.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
  await addInvoices(app.ctx, own as OrganisationId, [{ number: 'F-1', dueOn: '2026-01-02' }]);
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

const wanted = {
  template: 'friendly',
  language: 'en',
  texts: { en: { subject: 's', body: '<p style="color:#123456">{{ invoice.number }}</p>' } },
  invoice: null,
  bundle: false,
};

/** As the hidden form of the editor sends it into its frame. */
const submit = (fields: Record<string, string>, origin = app.url) =>
  fetch(`${app.url}/api/v1/o/${own}/templates/preview/frame`, {
    method: 'POST',
    headers: { cookie: browser.cookies, origin },
    body: new URLSearchParams(fields),
  });
const good = () => ({ token: browser.csrfToken, request: JSON.stringify(wanted) });

describe('the frame with the preview of a text that is not saved', () => {
  it('answers the message by its own policy: its styles work, nothing runs or leaves (ux 10.2)', async () => {
    const answer = await submit(good());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<p style="color:#123456">F-1</p>');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'; style-src 'unsafe-inline'.*sandbox$/);
  });

  it('is empty while the text has errors', async () => {
    const texts = { en: { subject: 's', body: '{{ x }}' } };
    const answer = await submit({ ...good(), request: JSON.stringify({ ...wanted, texts }) });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it.each([
    ['without the token', () => submit({ ...good(), token: '' }), 403],
    ['with another token', () => submit({ ...good(), token: 'x'.repeat(43) }), 403],
    ['from another page', () => submit(good(), 'https://evil.example'), 403],
    ['that is no JSON', () => submit({ ...good(), request: '{' }), 422],
    ['that is no request', () => submit({ ...good(), request: '{}' }), 422],
  ])('refuses a form %s', async (_case, send, status) => {
    expect((await send()).status).toBe(status);
  });
});
