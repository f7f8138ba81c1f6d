import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_B } from '../../../sandbox/quickbooks/index.ts';
import { asText, at, asList } from '../../../sandbox/kit/json.ts';
import {
  Books,
  REDIRECT,
  authorizeUrl,
  basic,
  call,
  connect,
  getCode,
  postToken,
  startOnDayZero,
} from './support.ts';
import type { Answer } from './support.ts';

let sandbox: SandboxQuickBooks;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

function exchange(code: string, redirectUri = REDIRECT): Promise<Answer> {
  return postToken(sandbox, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
}

function refresh(token: string, headers: Record<string, string> = {}): Promise<Answer> {
  return postToken(sandbox, { grant_type: 'refresh_token', refresh_token: token }, headers);
}

async function readsInvoices(access: string): Promise<number> {
  return (await new Books(sandbox, access).request('/invoice/101')).status;
}

describe('discovery', () => {
  it.each(['openid_configuration', 'openid_sandbox_configuration'])(
    'is served as %s',
    async (name) => {
      const { json } = await call(`${sandbox.url}/.well-known/${name}`);
      expect(json['issuer']).toBe('https://oauth.platform.intuit.com/op/v1');
      expect(json['token_endpoint']).toBe(`${sandbox.url}/oauth2/v1/tokens/bearer`);
    },
  );
});

describe('the consent page', () => {
  it('says that it is a sandbox and offers the four companies', async () => {
    const page = await call(authorizeUrl(sandbox));
    expect(page.text).toContain('This is a sandbox');
    expect(page.text.match(/name="realm"/g)).toHaveLength(4);
  });

  it.each([
    [
      'connect',
      /^http:\/\/localhost:3999\/callback\?code=[^&]+&state=state-1&realmId=9130357900000002$/,
    ],
    ['cancel', /^http:\/\/localhost:3999\/callback\?error=access_denied&state=state-1$/],
  ])('sends the browser back after %s', async (decision, location) => {
    const fields = new URL(authorizeUrl(sandbox)).searchParams;
    const form = new URLSearchParams([
      ...fields,
      ['decision', decision],
      ['realm', REALM_B],
      ['person', 'pat@alder.example'],
    ]);
    const answer = await call(`${sandbox.url}/connect/oauth2`, { method: 'POST', body: form });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(location);
  });

  it.each([
    ['an unknown client', { client_id: 'other' }],
    [
      'a redirect address that is neither https nor loopback',
      { redirect_uri: 'http://evil.example/cb' },
    ],
    ['no state', { state: '' }],
  ])('refuses %s on its own page', async (_case, more) => {
    expect((await call(authorizeUrl(sandbox, more))).status).toBe(400);
  });

  it('reports an unknown scope to the application', async () => {
    const answer = await call(authorizeUrl(sandbox, { scope: 'everything' }));
    expect(answer.headers.get('location')).toContain('error=invalid_scope');
  });

  it('gives no realmId when only a sign-in was asked for', async () => {
    const { location } = await sandbox.admin.consent({
      url: authorizeUrl(sandbox, { scope: 'openid email' }),
    });
    expect(new URL(location).searchParams.has('realmId')).toBe(false);
  });
});

describe('the token endpoint', () => {
  it('exchanges a code for bearer tokens with their lives', async () => {
    const { status, json, headers } = await exchange(await getCode(sandbox));
    expect(status).toBe(200);
    expect(json).toMatchObject({
      token_type: 'bearer',
      expires_in: 3600,
      x_refresh_token_expires_in: 8_726_400,
    });
    expect(json).not.toHaveProperty('x_refresh_token_hard_expires_in');
    expect(asText(json['refresh_token'])).toMatch(/^RT1-/);
    expect(headers.get('intuit_tid')).toBeTruthy();
  });

  it.each([
    [
      'a wrong secret',
      { authorization: basic('sandbox-client-id', 'wrong') },
      {},
      401,
      'invalid_client',
    ],
    ['an unknown grant type', {}, { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['no grant type', {}, { grant_type: '' }, 400, 'invalid_request'],
    ['an unknown code', {}, { code: 'nonsense' }, 400, 'invalid_grant'],
    [
      'another redirect address',
      {},
      { redirect_uri: 'http://localhost:3999/other' },
      400,
      'invalid_grant',
    ],
  ])('refuses %s', async (_case, headers, form, status, error) => {
    const code = await getCode(sandbox);
    const body = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...form };
    const answer = await postToken(sandbox, body, headers as Record<string, string>);
    expect([answer.status, answer.json['error']]).toEqual([status, error]);
  });

  it('refuses a code after five minutes', async () => {
    const code = await getCode(sandbox);
    await sandbox.admin.advanceClock({ seconds: 301 });
    expect((await exchange(code)).json['error']).toBe('invalid_grant');
  });

  it('kills the tokens when their code comes a second time', async () => {
    const code = await getCode(sandbox);
    const { json } = await exchange(code);
    expect(await readsInvoices(asText(json['access_token']))).toBe(200);
    expect((await exchange(code)).json['error']).toBe('invalid_grant');
    expect(await readsInvoices(asText(json['access_token']))).toBe(401);
    expect((await refresh(asText(json['refresh_token']))).json['error']).toBe('invalid_grant');
  });
});

describe('refresh', () => {
  it('hands back the same value within a day and a new one later; the old one then fails', async () => {
    const { refresh: first } = await connect(sandbox);
    expect((await refresh(first)).json['refresh_token']).toBe(first);
    await sandbox.admin.advanceClock({ seconds: 86_401 });
    const second = asText((await refresh(first)).json['refresh_token']);
    expect(second).not.toBe(first);
    expect((await refresh(first)).json['error']).toBe('invalid_grant');
    expect((await refresh(second)).status).toBe(200);
  });

  it('accepts the superseded value for as long as the grace knob says', async () => {
    await sandbox.admin.setKnobs({ refreshGraceSeconds: 60, refreshRotationSeconds: 0 });
    const { refresh: first } = await connect(sandbox);
    const second = asText((await refresh(first)).json['refresh_token']);
    expect((await refresh(first)).json['refresh_token']).toBe(second);
    await sandbox.admin.advanceClock({ seconds: 61 });
    expect((await refresh(first)).json['error']).toBe('invalid_grant');
  });

  it('ends after 101 idle days, and each use starts them again', async () => {
    const { refresh: token } = await connect(sandbox);
    await sandbox.admin.setKnobs({ refreshRotationSeconds: 1e9 });
    await sandbox.admin.advanceClock({ days: 100 });
    expect((await refresh(token)).json['x_refresh_token_expires_in']).toBe(8_726_400);
    await sandbox.admin.advanceClock({ days: 102 });
    expect((await refresh(token)).json['error']).toBe('invalid_grant');
  });

  it('counts the absolute life down, only for those who ask', async () => {
    await sandbox.admin.setKnobs({
      refreshAbsoluteSeconds: 20 * 86_400,
      refreshRotationSeconds: 1e9,
    });
    const { refresh: token } = await connect(sandbox);
    await sandbox.admin.advanceClock({ days: 5 });
    const { json } = await refresh(token, { 'x-include-refresh-token-hard-expires-in': 'true' });
    expect(json['x_refresh_token_hard_expires_in']).toBe(15 * 86_400);
    expect(json['x_refresh_token_expires_in']).toBe(15 * 86_400);
    await sandbox.admin.advanceClock({ days: 16 });
    expect((await refresh(token)).json['error']).toBe('invalid_grant');
  });
});

describe('the end of a connection', () => {
  it.each(['json', 'form'])('comes by revoking either token (%s body); both die', async (kind) => {
    const { access, refresh: token } = await connect(sandbox);
    const body =
      kind === 'json' ? JSON.stringify({ token: access }) : new URLSearchParams({ token });
    const type = kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    const headers = { authorization: basic(), 'content-type': type };
    const answer = await call(`${sandbox.url}/v2/oauth2/tokens/revoke`, {
      method: 'POST',
      headers,
      body,
    });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await readsInvoices(access)).toBe(401);
    expect((await refresh(token)).json['error']).toBe('invalid_grant');
  });

  it('comes from inside QuickBooks, without a word', async () => {
    const { access, refresh: token } = await connect(sandbox);
    expect(await sandbox.admin.disconnect({ realmId: REALM_A })).toEqual({ ended: 1 });
    expect(await readsInvoices(access)).toBe(401);
    expect((await refresh(token)).json['error']).toBe('invalid_grant');
  });

  it('comes when a second administrator connects the same company', async () => {
    const first = await connect(sandbox);
    const { location } = await sandbox.admin.consent({
      url: authorizeUrl(sandbox),
      realmId: REALM_A,
      person: 'robin@alder.example',
    });
    const second = await exchange(new URL(location).searchParams.get('code') ?? '');
    expect(await readsInvoices(first.access)).toBe(401);
    expect(await readsInvoices(asText(second.json['access_token']))).toBe(200);
  });
});

describe('OpenID Connect', () => {
  it('signs an id token that verifies against the published key, audience as a list, nonce echoed', async () => {
    const { json } = await exchange(await getCode(sandbox, REALM_A, { nonce: 'n-17' }));
    const keys = createRemoteJWKSet(new URL(`${sandbox.url}/op/v1/jwks`));
    const options = {
      issuer: 'https://oauth.platform.intuit.com/op/v1',
      audience: 'sandbox-client-id',
      currentDate: new Date('2026-11-16T17:05:00Z'),
    };
    const { payload, protectedHeader } = await jwtVerify(asText(json['id_token']), keys, options);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({ aud: ['sandbox-client-id'], realmid: REALM_A, nonce: 'n-17' });
  });

  it('gives no id token on refresh', async () => {
    const { refresh: token } = await connect(sandbox);
    expect((await refresh(token)).json).not.toHaveProperty('id_token');
  });

  it.each([
    ['pat@alder.example', true],
    ['robin@alder.example', false],
  ])('tells whether %s is verified, in camelCase', async (person, verified) => {
    const { location } = await sandbox.admin.consent({ url: authorizeUrl(sandbox), person });
    const { json } = await exchange(new URL(location).searchParams.get('code') ?? '');
    const headers = { authorization: `Bearer ${asText(json['access_token'])}` };
    const { json: info } = await call(`${sandbox.url}/v1/openid_connect/userinfo`, { headers });
    expect(info).toMatchObject({ email: person, emailVerified: verified });
    expect(info).not.toHaveProperty('phoneNumber');
  });

  it('publishes one RSA key', async () => {
    const { json } = await call(`${sandbox.url}/op/v1/jwks`);
    expect(asList(json['keys'])).toHaveLength(1);
    expect(at(asList(json['keys'])[0], 'kty')).toBe('RSA');
  });
});
