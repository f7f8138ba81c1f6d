import type { Request, Response } from 'express';
import type { Box } from '../box.ts';
import type { JsonObject } from '../../kit/json.ts';
import { sendBytes } from '../data/answer.ts';
import { isClient, readFields } from '../../kit/client-auth.ts';
import type { Code, Grant } from './grants.ts';
import { signIdToken } from './keys.ts';

const HARD_EXPIRY_HEADER = 'x-include-refresh-token-hard-expires-in';

interface TokenAnswer {
  status: number;
  body: JsonObject | null;
}

function refuse(status: number, error: string, description?: string): TokenAnswer {
  return {
    status,
    body: description === undefined ? { error } : { error_description: description, error },
  };
}

/** `POST /oauth2/v1/tokens/bearer` (facts: QuickBooks 1.4 to 1.6). */
export async function handleToken(box: Box, request: Request, response: Response): Promise<void> {
  const { status, body } = await answerToken(box, request);
  if (status === 200) box.changed();
  send(response, status, body);
}

async function answerToken(box: Box, request: Request): Promise<TokenAnswer> {
  const form = readFields(request.body);
  if (!isClient(box, request, form)) return refuse(401, 'invalid_client');
  const withHard = request.get(HARD_EXPIRY_HEADER) === 'true';
  if (form['grant_type'] === 'authorization_code') return exchangeCode(box, form, withHard);
  if (form['grant_type'] === 'refresh_token') return refresh(box, form, withHard);
  if (!form['grant_type']) return refuse(400, 'invalid_request', 'grant_type is missing');
  return refuse(400, 'unsupported_grant_type');
}

async function exchangeCode(
  box: Box,
  form: Record<string, string>,
  withHard: boolean,
): Promise<TokenAnswer> {
  const { code = '', redirect_uri: redirectUri = '' } = form;
  if (!code || !redirectUri)
    return refuse(400, 'invalid_request', 'code and redirect_uri are required');
  const redeemed = box.grants.redeem(code, box.clientId, redirectUri);
  // A repeated code changes state too: it kills the grant.
  box.changed();
  if (!redeemed) return refuse(400, 'invalid_grant', 'Token invalid');
  const body = toBody(box, redeemed.grant, withHard);
  if (!redeemed.grant.scopes.includes('openid')) return { status: 200, body };
  return {
    status: 200,
    body: { ...body, id_token: await idToken(box, redeemed.grant, redeemed.code) },
  };
}

function refresh(box: Box, form: Record<string, string>, withHard: boolean): TokenAnswer {
  const token = form['refresh_token'] ?? '';
  if (!token) return refuse(400, 'invalid_request', 'refresh_token is missing');
  const grant = box.grants.refresh(token, box.clientId);
  if (!grant) return refuse(400, 'invalid_grant', 'Incorrect or invalid refresh token');
  return { status: 200, body: toBody(box, grant, withHard) };
}

function toBody(box: Box, grant: Grant, withHard: boolean): JsonObject {
  const left = box.grants.secondsLeft(grant);
  const body: JsonObject = {
    token_type: 'bearer',
    access_token: grant.access.at(-1)?.token ?? '',
    expires_in: box.knobs.accessLifeSeconds,
    refresh_token: grant.refreshToken,
    x_refresh_token_expires_in: left.rolling,
  };
  return withHard ? { ...body, x_refresh_token_hard_expires_in: left.hard } : body;
}

async function idToken(box: Box, grant: Grant, code: Code): Promise<string> {
  return signIdToken(box.signingKey, {
    sub: grant.sub,
    clientId: grant.clientId,
    realmId: grant.realmId,
    nonce: code.nonce,
    authTime: Math.floor(code.authTimeMs / 1000),
    nowSeconds: Math.floor(box.clock.now() / 1000),
    lifeSeconds: 3600,
  });
}

/** `POST /v2/oauth2/tokens/revoke`: access or refresh token, JSON or form; both kinds die. */
export function handleRevoke(box: Box, request: Request, response: Response): void {
  const fields = readFields(request.body);
  if (!isClient(box, request, fields)) return send(response, 401, { error: 'invalid_client' });
  if (!fields['token']) return send(response, 400, { error: 'invalid_request' });
  const known = box.grants.revoke(fields['token']);
  box.changed();
  if (known) send(response, 200, null);
  else send(response, 400, { error: 'invalid_grant', error_description: 'Token invalid' });
}

function send(response: Response, status: number, body: JsonObject | null): void {
  response.setHeader('Cache-Control', 'no-cache, no-store');
  response.setHeader('Pragma', 'no-cache');
  const bytes = Buffer.from(body === null ? '' : JSON.stringify(body));
  sendBytes(response, status, 'application/json;charset=UTF-8', bytes);
}
