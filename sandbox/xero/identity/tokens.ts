import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { sendBytes } from '../../kit/answer.ts';
import { isClient, readFields } from '../../kit/client-auth.ts';
import type { JsonObject } from '../../kit/json.ts';
import { signToken } from '../../kit/signing-key.ts';
import type { Box } from '../box.ts';
import { accessClaims, idClaims } from './claims.ts';
import type { Session } from './grants.ts';
import { findPerson } from './people.ts';

type Form = Record<string, string>;

/** `POST /connect/token` (facts: Xero 1.3). Errors are 400 with a bare code. */
export async function handleToken(box: Box, request: Request, response: Response): Promise<void> {
  const form = readFields(request.body);
  const body = await answerToken(box, request, form);
  box.changed();
  sendJson(response, 'error' in body ? 400 : 200, body);
}

async function answerToken(box: Box, request: Request, form: Form): Promise<JsonObject> {
  const isPkce = form['code_verifier'] !== undefined && form['client_id'] === box.clientId;
  if (!isClient(box, request, form) && !isPkce) return { error: 'invalid_client' };
  switch (form['grant_type']) {
    case 'authorization_code':
      return exchangeCode(box, form);
    case 'refresh_token':
      return refresh(box, form);
    case 'client_credentials':
      return clientToken(box, form);
    default:
      return { error: 'unsupported_grant_type' };
  }
}

async function exchangeCode(box: Box, form: Form): Promise<JsonObject> {
  const code = box.grants.redeem(form['code'] ?? '', form['redirect_uri'] ?? '');
  if (!code || !isProven(code.challenge, form['code_verifier'])) return { error: 'invalid_grant' };
  return tokenSet(box, code, code.nonce);
}

function isProven(challenge: string | null, verifier: string | undefined): boolean {
  if (challenge === null) return true;
  if (!verifier || verifier.length < 43 || verifier.length > 128) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

async function refresh(box: Box, form: Form): Promise<JsonObject> {
  const used = box.grants.useRefresh(form['refresh_token'] ?? '');
  return used ? tokenSet(box, used, null) : { error: 'invalid_grant' };
}

async function tokenSet(box: Box, session: Session, nonce: string | null): Promise<JsonObject> {
  const person = findPerson(session.userId);
  if (!person) return { error: 'invalid_grant' };
  const claims = accessClaims(box, session, person);
  const accessToken = await signToken(box.signingKey, claims, { typ: 'JWT' });
  box.grants.keepAccess(session, accessToken);
  const body: JsonObject = {};
  if (session.scopes.includes('openid')) {
    const id = idClaims(box, session, person, { accessToken, nonce });
    body['id_token'] = await signToken(box.signingKey, id, { typ: 'JWT' });
  }
  body['access_token'] = accessToken;
  body['expires_in'] = box.knobs.accessLifeSeconds;
  body['token_type'] = 'Bearer';
  if (session.scopes.includes('offline_access'))
    body['refresh_token'] = box.grants.issueRefresh(session);
  body['scope'] = session.scopes.join(' ');
  return body;
}

/** A token without a person: good for nothing but managing the app itself (facts: Xero 1.4, 1.5). */
async function clientToken(box: Box, form: Form): Promise<JsonObject> {
  const scopes = (form['scope'] ?? '').split(/\s+/).filter(Boolean);
  if (!scopes.every((scope) => ['app.connections', 'marketplace.billing'].includes(scope)))
    return { error: 'invalid_scope' };
  const now = Math.floor(box.clock.now() / 1000);
  const claims = {
    iss: box.urls.identity,
    aud: `${box.urls.identity}/resources`,
    client_id: box.clientId,
    nbf: now,
    exp: now + box.knobs.accessLifeSeconds,
    scope: scopes,
  };
  return {
    access_token: await signToken(box.signingKey, claims, { typ: 'JWT' }),
    expires_in: box.knobs.accessLifeSeconds,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  };
}

/** `POST /connect/revocation`: 200 without a body, also for a token nobody knows. */
export function handleRevocation(box: Box, request: Request, response: Response): void {
  const form = readFields(request.body);
  if (!isClient(box, request, form)) return sendJson(response, 400, { error: 'invalid_client' });
  if (!form['token']) return sendJson(response, 400, { error: 'invalid_request' });
  box.grants.revoke(form['token']);
  box.changed();
  sendBytes(response, 200, null, Buffer.alloc(0));
}

export function sendJson(response: Response, status: number, body: JsonObject): void {
  response.setHeader('Cache-Control', 'no-store, no-cache, max-age=0');
  response.setHeader('Pragma', 'no-cache');
  const type = 'application/json; charset=UTF-8';
  sendBytes(response, status, type, Buffer.from(JSON.stringify(body)));
}
