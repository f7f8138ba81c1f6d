import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
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
    for (const path of ['/', '/sign-in']) {
      const answer = await fetch(app.url + path);
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
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${app.url}/api/v1/me`, { method: 'TRACE' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject).end();
    });
    expect(status).toBe(404);
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
