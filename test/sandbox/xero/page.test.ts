import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asText } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A } from '../../../sandbox/xero/index.ts';
import type { Answer } from './support.ts';
import { call, connect, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

describe('the pages', () => {
  const number = async (id: string): Promise<string> => {
    const { invoice } = await sandbox.admin.readInvoice({ tenantId: TENANT_A, id });
    return asText(invoice?.['InvoiceID']);
  };
  const press = (path: string, fields: Record<string, string> = {}): Promise<Answer> => {
    const body = new URLSearchParams({ back: `/company/${TENANT_A}?q=&page=1`, ...fields });
    return call(`${sandbox.url}/company/${TENANT_A}/${path}`, { method: 'POST', body });
  };

  it('list organisations, invoices and contacts, search and escape', async () => {
    expect((await call(sandbox.url)).text).toContain('Harbourline Demo Ltd');
    await sandbox.admin.editInvoice({
      tenantId: TENANT_A,
      id: 'INV-0104',
      changes: { Reference: '<script>' },
    });
    const { text } = await call(`${sandbox.url}/company/${TENANT_A}?q=kereru`);
    expect(text).toContain('0 invoices');
    const found = (await call(`${sandbox.url}/company/${TENANT_A}?q=inv-0104`)).text;
    expect(found).toContain('&lt;script&gt;');
    expect((await call(`${sandbox.url}/company/${TENANT_A}/contacts`)).text).toContain(
      'tai@kereru.example (not mailed)',
    );
    expect((await call(`${sandbox.url}/company/nowhere`)).status).toBe(404);
  });

  it.each([
    ['pay', 'INV-0104', {}, { Status: 'PAID' }],
    ['pay-part', 'INV-0104', { amount: '60.50' }, { AmountDue: 399.5 }],
    ['reference', 'INV-0104', { reference: 'PO 1' }, { Reference: 'PO 1' }],
    ['approve', 'INV-0101', {}, { Status: 'AUTHORISED' }],
    ['delete', 'INV-0101', {}, { Status: 'DELETED' }],
    ['void', 'INV-0103', {}, { Status: 'VOIDED' }],
  ])('%s %s and come back', async (action, id, fields, expected) => {
    const { status, headers } = await press(`invoice/${await number(id)}/${action}`, fields);
    expect([status, headers.get('location')]).toEqual([303, `/company/${TENANT_A}?q=&page=1`]);
    expect((await sandbox.admin.readInvoice({ tenantId: TENANT_A, id })).invoice).toMatchObject(
      expected,
    );
  });

  it('say why something could not be done, and go nowhere else', async () => {
    const refused = await press(`invoice/${await number('INV-0104')}/email`);
    expect(decodeURIComponent(refused.headers.get('location') ?? '')).toContain(
      'problem=The+daily+limit',
    );
    const elsewhere = await press(`invoice/${await number('INV-0104')}/pay`, {
      back: '//evil.example',
    });
    expect(elsewhere.headers.get('location')).toBe('/');
  });

  it('change addresses and states of contacts, and disconnect', async () => {
    const { contact } = await sandbox.admin.readContact({
      tenantId: TENANT_A,
      id: 'Summit Dental',
    });
    const path = `contact/${asText(contact?.['ContactID'])}`;
    await press(`${path}/email`, { email: 'z@summit.example' });
    await press(`${path}/archive`);
    const { contact: after } = await sandbox.admin.readContact({
      tenantId: TENANT_A,
      id: 'Summit Dental',
    });
    expect(after).toMatchObject({ EmailAddress: 'z@summit.example', ContactStatus: 'ARCHIVED' });
    await connect(sandbox);
    await press('disconnect');
    expect((await sandbox.admin.connections()).connections).toEqual([]);
  });
});

describe('the admin API over HTTP', () => {
  const post = (action: string, body: object): Promise<Answer> =>
    call(`${sandbox.url}/admin/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it.each([
    ['voidInvoice', { tenantId: TENANT_A, id: 'INV-0103' }, 200],
    ['voidInvoice', { tenantId: TENANT_A, id: 'INV-0108' }, 400],
    ['voidInvoice', { tenantId: 'nobody', id: '1' }, 404],
    ['voidInvoice', { id: '1' }, 400],
    ['setKnobs', { nonsense: 1 }, 400],
    ['nonsense', {}, 404],
  ])('%s %j is %i', async (action, body, status) => {
    expect((await post(action, body)).status).toBe(status);
  });
});
