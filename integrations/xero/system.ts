import { z } from 'zod';
import type { Books } from '../books.ts';
import { defineSystem, listSetting, urlSetting, type OpenOptions } from '../system.ts';
import { createXero } from './index.ts';
import { xeroSentences } from './sentences.ts';

const settings = {
  XERO_CLIENT_ID: z.string().min(1).optional(),
  XERO_CLIENT_SECRET: z.string().min(1).optional(),
  /** Comma-separated; two while a key is being changed. */
  XERO_WEBHOOK_KEYS: listSetting.optional(),
  /** Calls a day that Xero allows each organisation in your pricing tier. */
  XERO_DAILY_CALLS: z.coerce.number().int().min(1).default(1_000),
  XERO_LOGIN_URL: urlSetting.optional(),
  XERO_IDENTITY_URL: urlSetting.optional(),
  XERO_API_URL: urlSetting.optional(),
};
type Options = OpenOptions<typeof settings>;

/** Xero's three hosts (facts: Xero 1.1); each can be replaced by a setting. */
const hosts = {
  login: 'https://login.xero.com',
  identity: 'https://identity.xero.com',
  api: 'https://api.xero.com',
};

export const xero = defineSystem({
  settings,
  switchedOnBy: 'XERO_CLIENT_ID',
  needs: ['XERO_CLIENT_SECRET', 'XERO_WEBHOOK_KEYS'],
  sentences: xeroSentences,
  open,
});

function open({ settings, baseUrl, now }: Options): Promise<Books | null> {
  if (settings.XERO_CLIENT_ID === undefined) return Promise.resolve(null);
  const identity = settings.XERO_IDENTITY_URL ?? hosts.identity;
  const books = createXero({
    clientId: settings.XERO_CLIENT_ID,
    clientSecret: settings.XERO_CLIENT_SECRET ?? '',
    webhookKeys: settings.XERO_WEBHOOK_KEYS ?? [],
    redirectUri: `${baseUrl}/connect/xero/return`,
    authorizeUrl: `${settings.XERO_LOGIN_URL ?? hosts.login}/identity/connect/authorize`,
    tokenUrl: `${identity}/connect/token`,
    revokeUrl: `${identity}/connect/revocation`,
    jwksUrl: `${identity}/.well-known/openid-configuration/jwks`,
    issuer: identity,
    apiUrl: settings.XERO_API_URL ?? hosts.api,
    dailyCalls: settings.XERO_DAILY_CALLS,
    now,
  });
  return Promise.resolve(books);
}
