import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCustomer, addInvoices } from '../../support/make-invoice.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';
import { newStep, ruleSettings } from '../services/decisions/planning-world.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
let browser: Browser;
let org: OrganisationId;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, {
    systems: [vendor.books],
    now: () => new Date('2026-11-22T17:00:00Z'),
  });
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});
beforeEach(async () => {
  browser = new Browser(app.url);
  const place = await browser.consent(vendor, { booksId: randomUUID() });
  org = (place.split('/')[2] ?? '') as OrganisationId;
});

interface Rule {
  id: string;
  version: number;
  enabled: boolean;
}
const send = (method: string, path: string, body?: unknown) =>
  browser.json<Record<string, unknown>>(`/o/${org}${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
  });
async function create(name: string): Promise<Rule> {
  const settings = ruleSettings({ name, steps: [newStep(10)] });
  const { status, body } = await send('POST', '/rules', { enabled: true, settings });
  expect(status).toBe(200);
  return body['rule'] as Rule;
}

describe('rules over HTTP (ux R1 to R3)', () => {
  it('change places, are deleted, listed as deleted and brought back', async () => {
    const [first, second] = [await create('First'), await create('Second')];
    expect(await send('PUT', `/rules/${second.id}/position`, { to: 'up' })).toEqual({
      status: 200,
      body: { place: 1, of: 2 },
    });
    expect((await send('DELETE', `/rules/${first.id}`)).body).toEqual({
      dropped: 0,
      wasEnabled: true,
    });
    expect(await send('GET', '/rules/deleted')).toMatchObject({
      status: 200,
      body: { rows: [{ id: first.id, name: 'First', keptUntil: '2026-12-22T17:00:00.000Z' }] },
    });
    const back = await send('POST', `/rules/${first.id}/restore`, { enabled: true });
    expect(back).toMatchObject({ status: 200, body: { rule: { enabled: true, version: 3 } } });
    const list = await send('GET', '/rules');
    expect(list).toMatchObject({
      status: 200,
      body: {
        countedAt: '2026-11-22T17:00:00.000Z',
        rows: [{ id: second.id }, { id: first.id, warnings: 1 }],
      },
    });
  });

  it('keep their versions, and tell with 412 who was faster (ux 6.3)', async () => {
    const { id } = await create('First');
    await send('PUT', `/rules/${id}/enabled`, { enabled: false, version: 1 });
    expect(await send('GET', `/rules/${id}/versions`)).toMatchObject({
      status: 200,
      body: {
        rows: [
          { version: 2, differences: [{ field: 'enabled', before: true, after: false }] },
          { version: 1, differences: null },
        ],
        next: null,
      },
    });
    const late = await send('POST', `/rules/${id}/versions/1/restore`, { version: 1 });
    expect(late).toMatchObject({ status: 412, body: { code: 'rule.changed-meanwhile' } });
    const restored = await send('POST', `/rules/${id}/versions/1/restore`, { version: 2 });
    expect(restored).toMatchObject({ status: 200, body: { rule: { version: 3 } } });
    const none = await send('POST', `/rules/${id}/versions/9/restore`, { version: 3 });
    expect(none).toMatchObject({ status: 404, body: { code: 'rule.no-version' } });
  });

  it('are checked, tried and looked up for a customer', async () => {
    const customer = await addCustomer(app.ctx, org);
    await addInvoices(app.ctx, org, [{ customerId: customer.id, dueOn: '2026-11-12' }]);
    await create('First');
    await create('Second');
    const check = await send('GET', '/rules/check');
    expect(check).toMatchObject({ status: 200, body: { findings: [{ code: 'never-first' }] } });
    const settings = ruleSettings({ memo: { mode: 'include', token: '#x' } });
    expect(await send('POST', '/rules/preview', { ruleId: null, settings })).toMatchObject({
      status: 200,
      body: { days: [], memo: { matches: 0, of: 1 } },
    });
    expect(await send('GET', `/rules/lookup?customer=${customer.id}`)).toMatchObject({
      status: 200,
      body: { openInvoices: 1, stopped: { gate: 'reminders-on' } },
    });
    expect((await send('GET', '/rules/lookup')).status).toBe(422);
    expect((await send('GET', '/rules/lookup?customer=nobody')).status).toBe(404);
  });

  it('refuse a notice of a new invoice with two steps: one-step-only', async () => {
    const settings = { ...ruleSettings(), type: 'new_invoice' };
    const { status, body } = await send('POST', '/rules', { enabled: true, settings });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('one-step-only');
  });
});

describe('an invoice that was late before going live (E21)', () => {
  it('is given to the rules once; after that there is nothing to release', async () => {
    const [invoice] = await addInvoices(app.ctx, org, [{ dueOn: '2026-09-12' }]);
    const id = invoice?.id ?? '';
    await database.query(
      `insert into invoice_quarantine (organisation_id, invoice_id, choice, set_at, set_by) values ($1, $2, 'skip', now(), 'Ana')`,
      [org, id],
    );
    expect(await send('POST', `/invoices/${id}/release`)).toEqual({ status: 200, body: {} });
    expect(await send('POST', `/invoices/${id}/release`)).toMatchObject({
      status: 409,
      body: { code: 'reminders.not-set-aside' },
    });
    expect((await send('POST', '/invoices/nobody/release')).status).toBe(404);
  });
});
