import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import { asText, at } from '../../../sandbox/kit/json.ts';
import type { Answer } from './support.ts';
import { call, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

function press(path: string, fields: Record<string, string> = {}): Promise<Answer> {
  const body = new URLSearchParams({
    back: `/company/${REALM_A}?q=&page=1#invoice-101`,
    ...fields,
  });
  return call(`${sandbox.url}/company/${REALM_A}/${path}`, { method: 'POST', body });
}

async function invoice(id: string): Promise<unknown> {
  return (await sandbox.admin.read({ realmId: REALM_A, entity: 'Invoice', id })).entity;
}

describe('the pages', () => {
  it('list the companies and their invoices with what an application writes back', async () => {
    expect((await call(sandbox.url)).text).toContain('Alderbrook Field Services LLC');
    const { text } = await call(`${sandbox.url}/company/${REALM_A}?q=1001`);
    expect(text).toContain('EmailSent');
    expect(text).toContain('2026-10-02T09:15:00-07:00');
    expect(text).toContain('Crew #: 102');
  });

  it('escape what the books contain', async () => {
    await sandbox.admin.editInvoice({
      realmId: REALM_A,
      id: '101',
      changes: { PrivateNote: '<script>alert(1)</script>' },
    });
    const { text } = await call(`${sandbox.url}/company/${REALM_A}`);
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('<script>');
  });

  it('search and page', async () => {
    expect((await call(`${sandbox.url}/company/${REALM_C}?page=100`)).text).toContain(
      'page 100 of 100',
    );
    expect((await call(`${sandbox.url}/company/${REALM_A}?q=o'dell`)).text).toContain('3 invoices');
    expect((await call(`${sandbox.url}/company/nowhere`)).status).toBe(404);
  });

  it.each([
    ['invoice/101/pay', {}, '101', { Balance: 0 }],
    ['invoice/101/pay-part', { amount: '40.50' }, '101', { Balance: 499.5 }],
    ['invoice/101/void', {}, '101', { TotalAmt: 0 }],
    ['invoice/101/edit-memo', { memo: 'See you' }, '101', { CustomerMemo: { value: 'See you' } }],
    ['invoice/102/email', {}, '102', { EmailStatus: 'EmailSent' }],
  ])('%s acts and comes back to the same place', async (path, fields, id, expected) => {
    const answer = await press(path, fields);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/company/${REALM_A}?q=&page=1#invoice-101`,
    ]);
    expect(await invoice(id)).toMatchObject(expected);
  });

  it('delete, change an address, deactivate', async () => {
    await press('invoice/101/delete');
    expect(await invoice('101')).toBeNull();
    await press('customer/12/email', { email: 'new@quickstep.example' });
    await press('customer/12/deactivate');
    const { entity } = await sandbox.admin.read({ realmId: REALM_A, entity: 'Customer', id: '12' });
    expect(at(entity ?? {}, 'PrimaryEmailAddr', 'Address')).toBe('new@quickstep.example');
    expect(asText(entity?.['DisplayName'])).toBe('Quickstep Studio (deleted)');
  });

  it('say what went wrong, and never send the browser elsewhere', async () => {
    const answer = await press('invoice/109/pay', { back: 'https://elsewhere.example/' });
    expect(answer.headers.get('location')).toMatch(/^\/\?problem=6000/);
    const text = await press('invoice/101/pay-part', { amount: 'much' });
    expect(text.headers.get('location')).toContain('problem=That+is+not+an+amount');
  });
});

describe('the admin API', () => {
  it('does over HTTP what the handle does in process', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ realmId: REALM_A, id: 101, amount: 40 });
    const { json } = await call(`${sandbox.url}/admin/payInvoice`, {
      method: 'POST',
      headers,
      body,
    });
    expect(json).toMatchObject({ TotalAmt: 40, CustomerRef: { value: '1' } });
    const state = await call(`${sandbox.url}/admin/state`);
    expect(state.json['dayZero']).toBe('2026-11-16');
  });

  it.each([
    ['payInvoice', { id: '101' }, 400],
    ['payInvoice', { realmId: '1', id: '101' }, 404],
    ['payInvoice', { realmId: REALM_A, id: '109' }, 400],
    ['setKnobs', { nonsense: 1 }, 400],
    ['nonsense', {}, 404],
  ])('refuses %s %j with %d', async (action, input, status) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await call(`${sandbox.url}/admin/${action}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    expect(answer.status).toBe(status);
    expect(answer.json['error']).toBeTruthy();
  });
});
