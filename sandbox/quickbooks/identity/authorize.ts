import type { Request, Response } from 'express';
import type { Box } from '../box.ts';
import { sendPage } from '../../kit/html.ts';
import { readFields } from '../../kit/client-auth.ts';
import { consentPage, refusalPage } from './consent-page.ts';
import { findPerson } from './people.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Authorization } from './scopes.ts';
import { areKnownScopes, wantsCompany } from './scopes.ts';

/** What the consent form carries through, and what a person chose on it. */
export interface Decision {
  approve: boolean;
  realmId: string;
  person: string;
}

export function readAuthorization(box: Box, fields: Record<string, string>): Authorization {
  if (fields['client_id'] !== box.clientId) throw new Refusal('The client_id is not known here.');
  const redirectUri = fields['redirect_uri'] ?? '';
  if (!isRegistered(box, redirectUri)) {
    throw new Refusal(
      'The redirect_uri query parameter value is invalid. It must match a registered address exactly.',
    );
  }
  if (!fields['state']) throw new Refusal('The state query parameter is missing.');
  const scopes = (fields['scope'] ?? '').split(/\s+/).filter(Boolean);
  return {
    clientId: box.clientId,
    redirectUri,
    state: fields['state'],
    scopes,
    nonce: fields['nonce'] ?? null,
  };
}

function isRegistered(box: Box, redirectUri: string): boolean {
  if (box.knobs.redirectUris.length > 0) return box.knobs.redirectUris.includes(redirectUri);
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function scopeProblem(fields: Record<string, string>, scopes: string[]): string | undefined {
  if (fields['response_type'] !== 'code') return 'unsupported_response_type';
  if (!areKnownScopes(scopes)) return 'invalid_scope';
  return undefined;
}

function callback(redirectUri: string, values: Record<string, string>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.href;
}

/** Turns the decision into the address the browser is sent back to. Also used by the admin API. */
export function decide(box: Box, authorization: Authorization, decision: Decision): string {
  const { redirectUri, state, scopes } = authorization;
  if (!decision.approve) return callback(redirectUri, { error: 'access_denied', state });
  const person = findPerson(decision.person);
  const realmId = wantsCompany(scopes) ? decision.realmId : null;
  if (!person || (realmId !== null && !box.realms.has(realmId)))
    throw new Refusal('Choose a company and a user.');
  const code = box.grants.issueCode({ ...authorization, sub: person.sub, realmId });
  box.changed();
  return callback(redirectUri, realmId === null ? { code, state } : { code, state, realmId });
}

/** `GET /connect/oauth2`: the consent page. */
export function showConsent(box: Box, request: Request, response: Response): void {
  guarded(response, () => {
    const fields = readFields(request.query);
    const authorization = readAuthorization(box, fields);
    const problem = scopeProblem(fields, authorization.scopes);
    const { redirectUri, state } = authorization;
    if (problem) return response.redirect(302, callback(redirectUri, { error: problem, state }));
    sendPage(response, consentPage(box, authorization));
  });
}

/** `POST /connect/oauth2`: Connect or Cancel was pressed. */
export function takeConsent(box: Box, request: Request, response: Response): void {
  guarded(response, () => {
    const fields = readFields(request.body);
    const decision = {
      approve: fields['decision'] === 'connect',
      realmId: fields['realm'] ?? '',
      person: fields['person'] ?? '',
    };
    response.redirect(302, decide(box, readAuthorization(box, fields), decision));
  });
}

function guarded(response: Response, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendPage(response, refusalPage(error.message), 400);
  }
}
