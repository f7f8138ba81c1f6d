import { z } from 'zod';
import { send } from '../http.ts';
import { parseBody } from './answer.ts';
import { errorOfFailure, refused } from './errors.ts';
import { timeLimits } from './limits.ts';
import { HttpFailure } from '../http.ts';
import type { QuickBooksSettings } from './settings.ts';

export type IntuitAddresses = Pick<
  QuickBooksSettings,
  'authorizeUrl' | 'tokenUrl' | 'revokeUrl' | 'userInfoUrl' | 'jwksUrl'
>;

const address = z.url({ protocol: /^https?$/ });
const discoverySchema = z.object({
  authorization_endpoint: address,
  token_endpoint: address,
  revocation_endpoint: address,
  userinfo_endpoint: address,
  jwks_uri: address,
});

/** Intuit's addresses from its discovery document, as its app review asks for. The caller may replace each by a setting of its own. */
export async function discoverIntuit(discoveryUrl: string): Promise<IntuitAddresses> {
  const reply = await send(discoveryUrl, {
    headers: { accept: 'application/json' },
    timeoutMs: timeLimits.identityMs,
    maxBytes: 256 * 1024,
  }).catch((error: unknown) => {
    throw error instanceof HttpFailure ? errorOfFailure(error, new Date()) : error;
  });
  const document = discoverySchema.safeParse(parseBody(reply.body));
  if (reply.status !== 200 || !document.success) {
    throw refused('quickbooks.unsupported', `no discovery document: HTTP ${reply.status}`);
  }
  return {
    authorizeUrl: document.data.authorization_endpoint,
    tokenUrl: document.data.token_endpoint,
    revokeUrl: document.data.revocation_endpoint,
    userInfoUrl: document.data.userinfo_endpoint,
    jwksUrl: document.data.jwks_uri,
  };
}
