import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { asText, parseJson } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { shapes } from './shapes.ts';
import {
  basic,
  Books,
  call,
  connect,
  openBooks,
  refresh,
  SCOPES,
  startOnDayZero,
} from './support.ts';

let sandbox: SandboxXero;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

async function connections(access: string, query = ''): Promise<Record<string, unknown>[]> {
  const headers = { authorization: `Bearer ${access}` };
  const { text } = await call(`${sandbox.url}/connections${query}`, { headers });
  return parseJson(text) as Record<string, unknown>[];
}

describe('connections (facts: Xero 1.4)', () => {
  it('lists every organisation of the person, or those of one consent', async () => {
    await connect(sandbox);
    const { access } = await connect(sandbox, { tenantId: TENANT_B });
    const all = await connections(access);
    for (const one of all) expect(shapes.connection.safeParse(one).error?.issues ?? []).toEqual([]);
    expect(all.map(({ tenantId }) => tenantId)).toEqual([TENANT_A, TENANT_B]);
    const event = asText(decodeJwt(access)['authentication_event_id'] as string);
    const chosen = await connections(access, `?authEventId=${event}`);
    expect(chosen.map(({ tenantId }) => tenantId)).toEqual([TENANT_B]);
  });

  it('keeps the people apart', async () => {
    await connect(sandbox);
    const other = await connect(sandbox, {
      tenantId: TENANT_B,
      person: 'owen@tarnandfell.example',
    });
    expect((await connections(other.access)).map(({ tenantId }) => tenantId)).toEqual([TENANT_B]);
  });

  it('removes one by its own id: 204, then 404, and 403 for calls to that organisation', async () => {
    const { access } = await connect(sandbox);
    const books = new Books(sandbox, access);
    const [connection] = await connections(access);
    const remove = () =>
      call(`${sandbox.url}/connections/${String(connection?.['id'])}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${access}` },
      });
    const { status, text } = await remove();
    expect([status, text]).toEqual([204, '']);
    expect((await remove()).status).toBe(404);
    expect((await books.request('/Invoices')).status).toBe(403);
  });

  it('shows when an organisation was first connected after it came back', async () => {
    await connect(sandbox);
    await sandbox.admin.disconnect({ tenantId: TENANT_A });
    await sandbox.admin.advanceClock({ days: 1 });
    const [again] = await connections((await connect(sandbox)).access);
    expect(asText(again?.['createdDateUtc'] as string).slice(0, 10)).toBe('2026-11-15');
    expect(asText(again?.['updatedDateUtc'] as string).slice(0, 10)).toBe('2026-11-16');
  });

  it('drops all connections of the person when a refresh token is revoked', async () => {
    await connect(sandbox, { tenantId: TENANT_B });
    const { access, refresh: token } = await connect(sandbox);
    const { status, text } = await call(`${sandbox.url}/connect/revocation`, {
      method: 'POST',
      headers: { authorization: basic() },
      body: new URLSearchParams({ token }),
    });
    expect([status, text]).toEqual([200, '']);
    expect((await refresh(sandbox, token)).json).toEqual({ error: 'invalid_grant' });
    expect((await new Books(sandbox, access).request('/Organisation')).status).toBe(401);
    expect((await sandbox.admin.connections()).connections).toEqual([]);
  });

  it.each([
    ['refresh-goes-on', 200],
    ['refresh-fails', 400],
  ])('after a disconnect inside Xero: 403, and the knob %s', async (disconnected, status) => {
    await sandbox.admin.setKnobs({ disconnected });
    const { access, refresh: token } = await connect(sandbox);
    expect(await sandbox.admin.disconnect({ tenantId: TENANT_A })).toEqual({ ended: 1 });
    const { status: refused, json } = await new Books(sandbox, access).request('/Invoices');
    expect([refused, json['Title'], json['Detail']]).toEqual([
      403,
      'Forbidden',
      'AuthenticationUnsuccessful',
    ]);
    expect((await refresh(sandbox, token)).status).toBe(status);
  });
});

describe('who may call (facts: Xero 1.5, 4)', () => {
  it('tells an expired token, a wrong one and a missing scope apart, all 401', async () => {
    const { access } = await connect(sandbox, { more: { scope: 'accounting.invoices.read' } });
    const books = new Books(sandbox, access);
    const scope = await books.request('/Payments');
    const wrong = await new Books(sandbox, 'wrong').request('/Invoices');
    await sandbox.admin.expireAccessTokens();
    const expired = await books.request('/Invoices');
    const answers = [scope, wrong, expired];
    for (const { status, json } of answers) {
      expect(status).toBe(401);
      expect(shapes.unauthorized.safeParse(json).success).toBe(true);
    }
    expect(answers.map(({ json }) => asText(json['Detail']).split(':')[0])).toEqual([
      'AuthorizationUnsuccessful',
      'AuthenticationUnsuccessful',
      'TokenExpired',
    ]);
    expect(expired.json['Detail']).toMatch(/token expired at 11\/15\/2026 20:0\d:\d\d$/);
  });

  it('lets an access token live for thirty minutes', async () => {
    const books = await openBooks(sandbox);
    await sandbox.admin.advanceClock({ seconds: 1799 });
    expect((await books.request('/Organisation')).status).toBe(200);
    await sandbox.admin.advanceClock({ seconds: 1 });
    expect((await books.request('/Organisation')).status).toBe(401);
  });

  const needs: [string, string, string][] = [
    ['accounting.invoices.read', 'GET', '/Invoices'],
    ['accounting.invoices.read', 'GET', '/CreditNotes'],
    ['accounting.invoices.read', 'GET', '/Invoices/INV-0104/History'],
    ['accounting.payments.read', 'GET', '/Payments'],
    ['accounting.payments.read', 'GET', '/BatchPayments'],
    ['accounting.payments.read', 'GET', '/Overpayments'],
    ['accounting.payments.read', 'GET', '/Prepayments'],
    ['accounting.contacts.read', 'GET', '/Contacts'],
    ['accounting.contacts.read', 'GET', '/ContactGroups'],
    ['accounting.settings.read', 'GET', '/Organisation'],
    ['accounting.settings.read', 'GET', '/Accounts'],
    ['accounting.settings.read', 'GET', '/InvoiceReminders/Settings'],
    ['accounting.attachments.read', 'GET', '/Invoices/INV-0104/Attachments'],
    ['accounting.invoices', 'POST', '/Invoices/INV-0104'],
    ['accounting.invoices', 'PUT', '/Invoices/INV-0104/History'],
    ['accounting.contacts', 'POST', '/Contacts/CUST-004'],
    ['accounting.payments', 'PUT', '/Payments'],
    ['accounting.attachments', 'PUT', '/Invoices/INV-0104/Attachments/a.pdf'],
  ];
  it.each(needs)('%s is what %s %s needs', async (scope, method, path) => {
    const others = SCOPES.split(' ').filter(
      (one) => one.replace('.read', '') !== scope.replace('.read', ''),
    );
    const readOnly = method === 'GET' ? [] : [`${scope}.read`];
    const statusWith = async (scopes: string[]): Promise<number> => {
      await sandbox.admin.revokeUser({});
      const { access } = await connect(sandbox, { more: { scope: scopes.join(' ') } });
      const body = method === 'GET' ? {} : { body: '{}' };
      return (await new Books(sandbox, access).request(path, { method, ...body })).status;
    };
    expect(await statusWith([...others, ...readOnly])).toBe(401);
    expect(await statusWith([...others, scope])).not.toBe(401);
  });

  it.each([[TENANT_B], ['not-a-tenant']])(
    'is 403 for an organisation that is not connected: %s',
    async (tenantId) => {
      const { access } = await connect(sandbox);
      const { status, json } = await new Books(sandbox, access, tenantId).request('/Invoices');
      expect([status, shapes.unauthorized.safeParse(json).success]).toEqual([403, true]);
    },
  );
});
