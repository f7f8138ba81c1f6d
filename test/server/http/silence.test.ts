import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { InvoiceSilence, SilenceRow } from '../../../domain/api/silence.ts';
import type { TaskRow } from '../../../domain/api/tasks.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCustomer, addInvoices } from '../../support/make-invoice.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
let browser: Browser;
let org: OrganisationId;
let invoice: string;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, {
    systems: [vendor.books],
    now: () => new Date('2026-11-22T17:00:00Z'),
  });
  browser = new Browser(app.url);
  const place = await browser.consent(vendor, { booksId: randomUUID() });
  org = (place.split('/')[2] ?? '') as OrganisationId;
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});
beforeEach(async () => {
  const customer = await addCustomer(app.ctx, org);
  const [row] = await addInvoices(app.ctx, org, [{ number: 'INV-1', customerId: customer.id }]);
  invoice = row?.id ?? '';
});

const ask = <Answer>(method: string, path: string, body?: unknown) =>
  browser.json<Answer>(`/o/${org}${path}`, { method, body });
const silence = async () =>
  (await ask<InvoiceSilence>('GET', `/invoices/${invoice}/silence`)).body.rows;

describe('silence over HTTP', () => {
  it('is set, shown on the invoice, changed and ended: mutes', async () => {
    const mute = { level: 'invoice', subjectId: invoice, untilOn: '2026-12-01', reason: 'asked' };
    const { status, body: set } = await ask<SilenceRow>('POST', '/mutes', mute);
    expect([status, set.untilOn, set.by]).toEqual([200, '2026-12-01', 'Ana Tremblay']);
    expect(await silence()).toEqual([set]);
    const put = { untilOn: null, version: set.version };
    const { body: longer } = await ask<SilenceRow>('PUT', `/mutes/${set.id}`, put);
    const old = await ask<{ code: string }>('POST', `/mutes/${set.id}/end`, {
      version: set.version,
    });
    expect([old.status, old.body.code]).toEqual([412, 'silence.changed-meanwhile']);
    const end = await ask('POST', `/mutes/${set.id}/end`, { version: longer.version });
    expect(end.status).toBe(200);
    expect(await silence()).toEqual([]);
  });

  it('is set and ended: promises and disputes', async () => {
    const made = await ask<SilenceRow>('POST', `/invoices/${invoice}/promises`, {
      promisedOn: '2026-11-30',
    });
    expect(made.body).toMatchObject({ kind: 'promise', untilOn: '2026-12-03', amountMinor: null });
    const again = await ask<{ code: string }>('POST', `/invoices/${invoice}/promises`, {
      promisedOn: '2026-11-30',
    });
    expect([again.status, again.body.code]).toEqual([409, 'promise.open-already']);
    const opened = await ask<SilenceRow>('POST', `/invoices/${invoice}/disputes`, {
      amountMinor: 500,
      untilOn: null,
    });
    expect((await silence()).map(({ kind }) => kind).sort()).toEqual(['dispute', 'promise']);
    const tasks = await ask<{ rows: TaskRow[] }>('GET', '/tasks?kind=dispute');
    expect(tasks.body.rows).toMatchObject([{ invoice: { id: invoice }, dueOn: '2026-11-29' }]);
    const { version } = opened.body;
    await ask('POST', `/disputes/${opened.body.id}/close`, { version });
    await ask('POST', `/promises/${made.body.id}/withdraw`, { version: made.body.version });
    expect(await silence()).toEqual([]);
  });

  it.each<[string, string, unknown, number]>([
    ['a last day that is no day', '/mutes', { level: 'organisation', untilOn: 'soon' }, 422],
    ['a level that does not exist', '/mutes', { level: 'planet', untilOn: null }, 422],
    [
      'a reason beyond measure',
      '/mutes',
      { level: 'organisation', untilOn: null, reason: 'x'.repeat(501) },
      422,
    ],
    [
      'a promise of nothing',
      '/invoices/x/promises',
      { promisedOn: '2026-11-30', amountMinor: 0 },
      422,
    ],
    ['years of grace', '/invoices/x/promises', { promisedOn: '2026-11-30', graceDays: 400 }, 422],
  ])('refuses %s', async (_case, path, body, expected) => {
    expect((await ask('POST', path, body)).status).toBe(expected);
  });

  it('answers every problem in words of both languages', async () => {
    for (const language of ['en', 'fr']) {
      const { body } = await browser.json<{ title: string; remedy: string }>(
        `/o/${org}/mutes/${randomUUID()}/end`,
        { method: 'POST', body: { version: 1 }, headers: { 'accept-language': language } },
      );
      expect(body.title).toMatch(language === 'en' ? /^This mute/ : /^Cette mise/);
    }
  });
});
