import type { Request, Response } from 'express';
import { readFields } from '../../kit/client-auth.ts';
import { sendPage } from '../../kit/html.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Box } from '../box.ts';
import { consentPage, refusalPage } from './consent-page.ts';
import { findPerson, PEOPLE } from './people.ts';
import type { Authorization } from './scopes.ts';
import { areKnownScopes, wantsOrganisation } from './scopes.ts';

/** What a person chose there. */
export interface Decision {
  approve: boolean;
  /** Several only where the app has Bulk Connections (facts: Xero 1.2). */
  tenantIds: string[];
  person: string;
}

/** Whatever is wrong with the request is shown by Xero and never reaches the app (facts: Xero 1.2). */
export function readAuthorization(box: Box, fields: Record<string, string>): Authorization {
  if (fields['client_id'] !== box.clientId)
    throw new Refusal('unauthorized_client: Unknown client');
  const redirectUri = fields['redirect_uri'] ?? '';
  if (!isRegistered(box, redirectUri))
    throw new Refusal('unauthorized_client: Invalid redirect_uri');
  if (fields['response_type'] !== 'code') throw new Refusal('unsupported_response_type');
  const scopes = (fields['scope'] ?? '').split(/\s+/).filter(Boolean);
  if (!areKnownScopes(scopes, box.knobs.broadScopes))
    throw new Refusal('invalid_scope: Invalid scope for client');
  const challenge = fields['code_challenge'] ?? null;
  if (challenge !== null && fields['code_challenge_method'] !== 'S256')
    throw new Refusal('invalid_request: Transform algorithm not supported');
  const nonce = fields['nonce'] ?? null;
  return { redirectUri, state: fields['state'] ?? '', scopes, nonce, challenge };
}

/** https anywhere, http for `localhost` only: 127.0.0.1 is refused (facts: Xero 1.2). */
function isRegistered(box: Box, redirectUri: string): boolean {
  if (box.knobs.redirectUris.length > 0) return box.knobs.redirectUris.includes(redirectUri);
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
}

function callback(redirectUri: string, values: Record<string, string>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.href;
}

/** Turns the decision into the address the browser is sent back to. Also used by the admin API. */
export function decide(box: Box, authorization: Authorization, decision: Decision): string {
  const { redirectUri, state, scopes, nonce, challenge } = authorization;
  const echoed: Record<string, string> = state === '' ? {} : { state };
  if (!decision.approve) return callback(redirectUri, { error: 'access_denied', ...echoed });
  const person = findPerson(decision.person);
  const wantsBooks = wantsOrganisation(scopes);
  const tenantIds = wantsBooks ? decision.tenantIds : [];
  const isKnown = tenantIds.every((id) => box.orgs.has(id)) && wantsBooks === tenantIds.length > 0;
  if (!person || !isKnown) throw new Refusal('Choose an organisation and a user.');
  assertRoom(box, tenantIds);
  const { userId } = person;
  const code = box.grants.consent({ userId, tenantIds, redirectUri, scopes, nonce, challenge });
  box.changed();
  return callback(redirectUri, {
    code,
    scope: scopes.join(' '),
    ...echoed,
    session_state: Buffer.from(`${userId}.${box.clientId}`).toString('base64url'),
  });
}

function assertRoom(box: Box, tenantIds: string[]): void {
  const connected = box.grants.tenantsConnected;
  const added = tenantIds.filter((id) => !connected.includes(id)).length;
  if (added > 0 && connected.length + added > box.knobs.connectionLimit)
    throw new Refusal('This app has reached the number of organisations it may connect.');
}

/** `GET /identity/connect/authorize`: the page, or at once the answer the knob gives for a person. */
export function showConsent(box: Box, request: Request, response: Response): void {
  response.setHeader('X-Frame-Options', 'DENY');
  guarded(response, () => {
    const authorization = readAuthorization(box, readFields(request.query));
    if (box.knobs.consent === 'page') return sendPage(response, consentPage(box, authorization));
    const tenantId = box.knobs.consentTenantId ?? [...box.orgs.keys()][0] ?? '';
    const approve = box.knobs.consent === 'approve';
    const person = PEOPLE[0]?.userId ?? '';
    response.redirect(302, decide(box, authorization, { approve, tenantIds: [tenantId], person }));
  });
}

/** `POST /identity/connect/authorize`: Allow or Cancel was pressed. */
export function takeConsent(box: Box, request: Request, response: Response): void {
  guarded(response, () => {
    const fields = readFields(request.body);
    const decision = {
      approve: fields['decision'] === 'allow',
      tenantIds: chosenTenants(request.body),
      person: fields['person'] ?? '',
    };
    response.redirect(302, decide(box, readAuthorization(box, fields), decision));
  });
}

/** A form with several ticked boxes of one name sends a list. */
function chosenTenants(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || !('tenant' in body)) return [];
  return [body.tenant].flat().map(String);
}

function guarded(response: Response, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendPage(response, refusalPage(error.message), 400);
  }
}
