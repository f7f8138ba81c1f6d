import { z } from 'zod';
import { backOffMs, HttpFailure, send, sleep } from '../http.ts';
import { parseBody } from './answer.ts';
import { errorOfFailure, refused } from './errors.ts';
import { timeLimits } from './limits.ts';
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

const TRIES = 5;

/**
 * Intuit's addresses from its discovery document, as its app review asks for. The caller may replace each by a setting of its own. Asked
 * for at every start, so a lost answer is not the end of it: five tries within some fifteen seconds. Throws what the last one met.
 */
export async function discoverIntuit(discoveryUrl: string): Promise<IntuitAddresses> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await discoverOnce(discoveryUrl);
    } catch (error) {
      if (tried === TRIES)
        throw error instanceof HttpFailure ? errorOfFailure(error, new Date()) : error;
      await sleep(backOffMs(tried));
    }
  }
}

async function discoverOnce(discoveryUrl: string): Promise<IntuitAddresses> {
  const reply = await send(discoveryUrl, {
    headers: { accept: 'application/json' },
    timeoutMs: timeLimits.identityMs,
    maxBytes: 256 * 1024,
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
