import { z } from 'zod';
import type { Books } from '../books.ts';
import { defineSystem, listSetting, urlSetting, type OpenOptions } from '../system.ts';
import { createQuickBooks, discoverIntuit } from './index.ts';
import { quickbooksSentences } from './sentences.ts';

const settings = {
  QUICKBOOKS_CLIENT_ID: z.string().min(1).optional(),
  QUICKBOOKS_CLIENT_SECRET: z.string().min(1).optional(),
  /** Comma-separated; two while a token is being changed. */
  QUICKBOOKS_VERIFIER_TOKENS: listSetting.optional(),
  QUICKBOOKS_ENVIRONMENT: z.enum(['production', 'sandbox']).default('production'),
  /** Reads a month that Intuit allows all companies of this installation together; 0 when your tier does not meter. */
  QUICKBOOKS_MONTHLY_CALLS: z.coerce.number().int().min(0).default(500_000),
  INTUIT_DISCOVERY_URL: urlSetting.optional(),
  INTUIT_AUTHORIZE_URL: urlSetting.optional(),
  INTUIT_TOKEN_URL: urlSetting.optional(),
  INTUIT_REVOKE_URL: urlSetting.optional(),
  INTUIT_USERINFO_URL: urlSetting.optional(),
  INTUIT_JWKS_URL: urlSetting.optional(),
  QUICKBOOKS_API_URL: urlSetting.optional(),
};
type Options = OpenOptions<typeof settings>;

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

/** Endpoints come from the discovery document, unless a setting names them. */
export const quickbooks = defineSystem({
  settings,
  switchedOnBy: 'QUICKBOOKS_CLIENT_ID',
  needs: ['QUICKBOOKS_CLIENT_SECRET', 'QUICKBOOKS_VERIFIER_TOKENS'],
  sentences: quickbooksSentences,
  open,
});

async function open({ settings, baseUrl, now }: Options): Promise<Books | null> {
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
