import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { asText, parseJson } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { shapes } from './shapes.ts';
import {
  authorizeUrl,
  basic,
  Books,
  call,
  CLIENT,
  connect,
  getCode,
  openBooks,
  postToken,
  REDIRECT,
  refresh,
  SCOPES,
  startOnDayZero,
  tokensOf,
} from './support.ts';

let sandbox: SandboxXero;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

const exchange = (code: string, more: Record<string, string> = {}) =>
  postToken(sandbox, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more });

async function connections(access: string, query = ''): Promise<Record<string, unknown>[]> {
  const headers = { authorization: `Bearer ${access}` };
  const { text } = await call(`${sandbox.url}/connections${query}`, { headers });
  return parseJson(text) as Record<string, unknown>[];
}

describe('discovery and keys (facts: Xero 1.1, 8.1)', () => {
  it('names every endpoint on this machine, under the issuer it lies at', async () => {
    const { json } = await call(`${sandbox.url}/.well-known/openid-configuration`);
    expect(json).toMatchObject({
      issuer: sandbox.url,
      authorization_endpoint: `${sandbox.url}/identity/connect/authorize`,
      token_endpoint: `${sandbox.url}/connect/token`,
      revocation_endpoint: `${sandbox.url}/connect/revocation`,
      userinfo_endpoint: `${sandbox.url}/connect/userinfo`,
      jwks_uri: `${sandbox.url}/.well-known/openid-configuration/jwks`,
    });
  });

  it('can give each of the three hosts its own address', async () => {
    const urls = {
      loginUrl: 'https://login.example',
      identityUrl: 'https://identity.example',
      apiUrl: 'https://api.example',
    };
    const apart = await startOnDayZero(urls);
    const { json } = await call(`${apart.url}/.well-known/openid-configuration`);
    expect(json).toMatchObject({
      issuer: urls.identityUrl,
      authorization_endpoint: `${urls.loginUrl}/identity/connect/authorize`,
    });
    expect(apart.urls.api).toBe(urls.apiUrl);
    await apart.close();
  });

  it('signs tokens that its keys verify, with the claims of facts 1.3', async () => {
    const { access, id } = await connect(sandbox);
    const keys = createRemoteJWKSet(
      new URL(`${sandbox.url}/.well-known/openid-configuration/jwks`),
    );
    const currentDate = new Date('2026-11-15T20:00:01Z');
    const options = { currentDate, issuer: sandbox.url };
    const verified = await jwtVerify(access, keys, {
      ...options,
      audience: `${sandbox.url}/resources`,
    });
    expect(Object.keys(verified.payload).sort()).toEqual(
      [
        ...['nbf', 'exp', 'iss', 'aud', 'client_id', 'sub', 'auth_time', 'xero_userid'],
        ...['global_session_id', 'jti', 'scope', 'authentication_event_id'],
      ].sort(),
    );
    expect(verified.payload['scope']).toEqual(SCOPES.split(' '));
    const claims = (await jwtVerify(id, keys, { ...options, audience: CLIENT })).payload;
    expect(Object.keys(claims).sort()).toEqual(
      [
        ...['nbf', 'exp', 'iss', 'aud', 'iat', 'at_hash', 'sid', 'sub', 'auth_time', 'xero_userid'],
        ...['global_session_id', 'preferred_username', 'email', 'given_name', 'family_name'],
      ].sort(),
    );
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
  });
});

describe('authorize (facts: Xero 1.2)', () => {
  it('shows a page that may not be framed, and sends the browser back with code and state', async () => {
    const page = await call(authorizeUrl(sandbox));
    expect([page.status, page.headers.get('x-frame-options')]).toEqual([200, 'DENY']);
    expect(page.text).toContain('Tarn &amp; Fell Ltd');
    const fields = Object.fromEntries(new URL(authorizeUrl(sandbox)).searchParams);
    const person = 'owen@tarnandfell.example';
    const body = new URLSearchParams({ ...fields, decision: 'allow', tenant: TENANT_B, person });
    const url = `${sandbox.url}/identity/connect/authorize`;
    const { status, headers } = await call(url, { method: 'POST', body });
    const back = new URL(headers.get('location') ?? '');
    expect([status, back.origin + back.pathname]).toEqual([302, REDIRECT]);
    expect(back.searchParams.get('state')).toBe('state-1');
    const { access } = tokensOf(await exchange(back.searchParams.get('code') ?? ''));
    expect(await connections(access)).toEqual([expect.objectContaining({ tenantId: TENANT_B })]);
  });

  it('approves or denies by itself when the knob says so', async () => {
    await sandbox.admin.setKnobs({ consent: 'approve', consentTenantId: TENANT_B });
    const approved = await call(authorizeUrl(sandbox));
    expect(new URL(approved.headers.get('location') ?? '').searchParams.get('code')).toBeTruthy();
    await sandbox.admin.setKnobs({ consent: 'deny' });
    const denied = new URL((await call(authorizeUrl(sandbox))).headers.get('location') ?? '');
    expect(Object.fromEntries(denied.searchParams)).toEqual({
      error: 'access_denied',
      state: 'state-1',
    });
  });

  const wrong: [string, Record<string, string>, string][] = [
    ['another client', { client_id: 'nobody' }, 'unauthorized_client'],
    [
      'http on 127.0.0.1',
      { redirect_uri: 'http://127.0.0.1:3999/callback' },
      'unauthorized_client',
    ],
    [
      'http on another host',
      { redirect_uri: 'http://app.example/callback' },
      'unauthorized_client',
    ],
    ['an unknown scope', { scope: 'openid accounting.everything' }, 'invalid_scope'],
    ['a broad scope', { scope: 'openid accounting.transactions' }, 'invalid_scope'],
    ['no code', { response_type: 'token' }, 'unsupported_response_type'],
  ];
  it.each(wrong)('shows %s as its own error page, never to the app', async (_case, more, text) => {
    const { status, headers, text: page } = await call(authorizeUrl(sandbox, more));
    expect([status, headers.get('location')]).toEqual([400, null]);
    expect(page).toContain(text);
  });

  it('matches registered addresses byte for byte', async () => {
    await sandbox.admin.setKnobs({ redirectUris: [REDIRECT] });
    expect((await call(authorizeUrl(sandbox))).status).toBe(200);
    expect((await call(authorizeUrl(sandbox, { redirect_uri: `${REDIRECT}/` }))).status).toBe(400);
  });

  it('knows broad scopes of old apps behind a knob', async () => {
    await sandbox.admin.setKnobs({ broadScopes: true });
    const more = { scope: 'offline_access accounting.transactions.read' };
    const { access } = await connect(sandbox, { more });
    const books = new Books(sandbox, access);
    expect((await books.request('/Payments')).status).toBe(200);
    expect((await books.request('/Contacts')).status).toBe(401);
  });

  it('refuses one organisation more than the tier has room for', async () => {
    await sandbox.admin.setKnobs({ connectionLimit: 1 });
    await connect(sandbox);
    await expect(getCode(sandbox, { tenantId: TENANT_B })).rejects.toThrow(
      /number of organisations/,
    );
  });
});

describe('tokens (facts: Xero 1.3)', () => {
  it('answers a token set of exactly these members', async () => {
    const { status, json } = await exchange(await getCode(sandbox));
    expect(status).toBe(200);
    expect(shapes.tokens.safeParse(json).error?.issues ?? []).toEqual([]);
    expect(json['scope']).toBe(SCOPES);
  });

  it('gives no refresh token without offline_access and no id token without openid', async () => {
    const { json } = await exchange(
      await getCode(sandbox, { more: { scope: 'accounting.invoices' } }),
    );
    expect(Object.keys(json).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
  });

  const refused: [string, (code: string) => ReturnType<typeof postToken>, string][] = [
    [
      'a wrong secret',
      (code) =>
        postToken(
          sandbox,
          { grant_type: 'authorization_code', code, redirect_uri: REDIRECT },
          { authorization: basic(CLIENT, 'no') },
        ),
      'invalid_client',
    ],
    [
      'another address',
      (code) => exchange(code, { redirect_uri: `${REDIRECT}2` }),
      'invalid_grant',
    ],
    ['no such code', () => exchange('nope'), 'invalid_grant'],
    [
      'an unknown grant',
      () => postToken(sandbox, { grant_type: 'password' }),
      'unsupported_grant_type',
    ],
    ['an unknown refresh token', () => refresh(sandbox, 'nope'), 'invalid_grant'],
  ];
  it.each(refused)('refuses %s with a bare code', async (_case, ask, error) => {
    const { status, json } = await ask(await getCode(sandbox));
    expect([status, json]).toEqual([400, { error }]);
  });

  it('takes the secret in the form too', async () => {
    const form = { client_id: CLIENT, client_secret: 'sandbox-client-secret' };
    const code = await getCode(sandbox);
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      ...form,
    });
    expect((await call(`${sandbox.url}/connect/token`, { method: 'POST', body })).status).toBe(200);
  });

  it('lets a code work once and for five minutes', async () => {
    const code = await getCode(sandbox);
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).json).toEqual({ error: 'invalid_grant' });
    const late = await getCode(sandbox);
    await sandbox.admin.advanceClock({ seconds: 301 });
    expect((await exchange(late)).json).toEqual({ error: 'invalid_grant' });
  });

  it('proves possession when the app sent a challenge', async () => {
    const verifier = randomBytes(48).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const more = { code_challenge: challenge, code_challenge_method: 'S256' };
    const wrong = await exchange(await getCode(sandbox, { more }), {
      code_verifier: `${verifier}x`,
    });
    expect(wrong.json).toEqual({ error: 'invalid_grant' });
    const right = await exchange(await getCode(sandbox, { more }), { code_verifier: verifier });
    expect(right.status).toBe(200);
  });

  it('rotates at every refresh; the old token works again for 30 minutes and no longer', async () => {
    const first = (await connect(sandbox)).refresh;
    const second = tokensOf(await refresh(sandbox, first)).refresh;
    expect(second).not.toBe(first);
    await sandbox.admin.advanceClock({ seconds: 29 * 60 });
    expect((await refresh(sandbox, first)).status).toBe(200);
    await sandbox.admin.advanceClock({ seconds: 2 * 60 });
    expect((await refresh(sandbox, first)).json).toEqual({ error: 'invalid_grant' });
    expect((await refresh(sandbox, second)).status).toBe(200);
  });

  it('keeps the old token good when the answer to a refresh was lost', async () => {
    const { refresh: token } = await connect(sandbox);
    await sandbox.admin.addFault({ kind: 'drop-after', target: 'identity', path: 'connect/token' });
    await expect(refresh(sandbox, token)).rejects.toThrow();
    expect((await refresh(sandbox, token)).status).toBe(200);
  });

  it('gives both of two workers that refresh at once a token that works', async () => {
    const { refresh: token } = await connect(sandbox);
    const both = await Promise.all([refresh(sandbox, token), refresh(sandbox, token)]);
    const [one, other] = both.map((answer) => tokensOf(answer).refresh);
    expect(one).not.toBe(other);
    for (const next of [one, other]) expect((await refresh(sandbox, next ?? '')).status).toBe(200);
  });

  it('forgets a refresh token after sixty days without use', async () => {
    const { refresh: token } = await connect(sandbox);
    await sandbox.admin.advanceClock({ days: 59 });
    const next = tokensOf(await refresh(sandbox, token)).refresh;
    await sandbox.admin.advanceClock({ days: 60 });
    expect((await refresh(sandbox, next)).json).toEqual({ error: 'invalid_grant' });
  });

  it('adds scopes up over consents, and leaves older tokens as they are', async () => {
    const narrow = await connect(sandbox, {
      more: { scope: 'openid offline_access accounting.contacts.read' },
    });
    const wide = await connect(sandbox, {
      more: { scope: 'openid offline_access accounting.invoices' },
    });
    const scopesOf = (token: string) => decodeJwt(token)['scope'];
    expect(scopesOf(wide.access)).toEqual([
      'openid',
      'offline_access',
      'accounting.contacts.read',
      'accounting.invoices',
    ]);
    const again = tokensOf(await refresh(sandbox, narrow.refresh));
    expect(scopesOf(again.access)).toEqual([
      'openid',
      'offline_access',
      'accounting.contacts.read',
    ]);
  });

  it('answers userinfo and a token for the app alone', async () => {
    const { access } = await connect(sandbox);
    const headers = { authorization: `Bearer ${access}` };
    const { json } = await call(`${sandbox.url}/connect/userinfo`, { headers });
    expect(json).toMatchObject({ email: 'moana@harbourline.example', given_name: 'Moana' });
    const app = await postToken(sandbox, {
      grant_type: 'client_credentials',
      scope: 'app.connections',
    });
    expect(app.json).toMatchObject({ scope: 'app.connections', token_type: 'Bearer' });
  });
});

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
