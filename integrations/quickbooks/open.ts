import type { Books } from '../books.ts';
import { createQuickBooks, discoverIntuit } from './index.ts';

/** The settings of this system, under the names a person gives them in the environment. */
export interface QuickBooksConfig {
  QUICKBOOKS_CLIENT_ID?: string | undefined;
  QUICKBOOKS_CLIENT_SECRET?: string | undefined;
  QUICKBOOKS_VERIFIER_TOKENS?: string[] | undefined;
  QUICKBOOKS_ENVIRONMENT: 'production' | 'sandbox';
  INTUIT_DISCOVERY_URL?: string | undefined;
  INTUIT_AUTHORIZE_URL?: string | undefined;
  INTUIT_TOKEN_URL?: string | undefined;
  INTUIT_REVOKE_URL?: string | undefined;
  INTUIT_USERINFO_URL?: string | undefined;
  INTUIT_JWKS_URL?: string | undefined;
  QUICKBOOKS_API_URL?: string | undefined;
  /** Metered calls a month that the partner tier allows; 0 when it does not meter. Default: the free tier's 500,000. */
  QUICKBOOKS_MONTHLY_CALLS?: number | undefined;
}

/** Intuit's own addresses (facts: QuickBooks 1.1, 2.1); each can be replaced by a setting. */
const intuit = {
  production: {
    discovery: 'https://developer.api.intuit.com/.well-known/openid_configuration',
    api: 'https://quickbooks.api.intuit.com',
  },
  sandbox: {
    discovery: 'https://developer.api.intuit.com/.well-known/openid_sandbox_configuration',
    api: 'https://sandbox-quickbooks.api.intuit.com',
  },
};

/**
 * The adapter as configured; null without a client id: then this installation does not offer it. Endpoints come from the discovery document,
 * unless a setting names them.
 */
export async function openQuickBooks(options: {
  settings: QuickBooksConfig;
  baseUrl: string;
  now(): Date;
}): Promise<Books | null> {
  const { settings, baseUrl, now } = options;
  if (settings.QUICKBOOKS_CLIENT_ID === undefined) return null;
  const defaults = intuit[settings.QUICKBOOKS_ENVIRONMENT];
  const found = await discoverIntuit(settings.INTUIT_DISCOVERY_URL ?? defaults.discovery);
  const apiUrl = settings.QUICKBOOKS_API_URL ?? defaults.api;
  return createQuickBooks({
    clientId: settings.QUICKBOOKS_CLIENT_ID,
    clientSecret: settings.QUICKBOOKS_CLIENT_SECRET ?? '',
    verifierTokens: settings.QUICKBOOKS_VERIFIER_TOKENS ?? [],
    redirectUri: `${baseUrl}/connect/quickbooks/return`,
    authorizeUrl: settings.INTUIT_AUTHORIZE_URL ?? found.authorizeUrl,
    tokenUrl: settings.INTUIT_TOKEN_URL ?? found.tokenUrl,
    revokeUrl: settings.INTUIT_REVOKE_URL ?? found.revokeUrl,
    userInfoUrl: settings.INTUIT_USERINFO_URL ?? found.userInfoUrl,
    jwksUrl: settings.INTUIT_JWKS_URL ?? found.jwksUrl,
    apiUrl,
    downloadHosts: ['amazonaws.com', 'intuit.com'],
    allowPrivateDownloads: new URL(apiUrl).hostname === '127.0.0.1',
    minorVersion: 75,
    monthlyCalls: settings.QUICKBOOKS_MONTHLY_CALLS,
    now,
  });
}
