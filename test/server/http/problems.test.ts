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
      JSON.stringify({
        version: 0,
        writeBack: {
          sentMark: true,
          statusFieldId: '9',
          note: false,
          email: false,
          promise: false,
        },
      }),
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

  it('name the time to come back when the books cannot be reached', async () => {
    const [invoice] = await addInvoices(app.ctx, own as OrganisationId, [{}]);
    vendor.expireAccess();
    vendor.failTokensWith(503);
    const answer = await browser.send(`/api/v1/o/${own}/invoices/${invoice?.id}/pdf`);
    vendor.failTokensWith(null);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(20);
    expect(await answer.json()).toMatchObject({ title: 'This is not possible at the moment.' });
  });

  it('say that the owner must reconnect once the grant is gone, and the organisation knows (E58)', async () => {
    const [invoice] = await addInvoices(app.ctx, own as OrganisationId, [{}]);
    vendor.expireAccess();
    vendor.revokeAll();
    const answer = await browser.send(`/api/v1/o/${own}/invoices/${invoice?.id}/pdf`);
    expect(answer.status).toBe(409);
    const { body } = await browser.json<{ connection: object }>(`/o/${own}`);
    expect(body.connection).toMatchObject({
      state: 'needs-reconnect',
      reason: 'stand-in.grant-gone',
    });
  });
});
