import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { parseJson } from '../../../sandbox/kit/json.ts';
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

  it('lets several organisations be ticked where the app has Bulk Connections (facts: Xero 1.2)', async () => {
    await sandbox.admin.setKnobs({ bulkConnections: true });
    expect((await call(authorizeUrl(sandbox))).text).toContain('type="checkbox" name="tenant"');
    const fields = Object.fromEntries(new URL(authorizeUrl(sandbox)).searchParams);
    const person = 'owen@tarnandfell.example';
    const body = new URLSearchParams({ ...fields, decision: 'allow', tenant: TENANT_A, person });
    body.append('tenant', TENANT_B);
    const url = `${sandbox.url}/identity/connect/authorize`;
    const { headers } = await call(url, { method: 'POST', body });
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
    const both = (await connections(tokensOf(await exchange(code)).access)) as {
      authEventId: string;
    }[];
    expect([both.length, new Set(both.map((one) => one.authEventId)).size]).toEqual([2, 1]);
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
