import type { Books } from '../books.ts';
import { createXero } from './index.ts';

/** The settings of this system, under the names a person gives them in the environment. */
export interface XeroConfig {
  XERO_CLIENT_ID?: string | undefined;
  XERO_CLIENT_SECRET?: string | undefined;
  XERO_WEBHOOK_KEYS?: string[] | undefined;
  /** Calls a day that the pricing tier allows one organisation. */
  XERO_DAILY_CALLS?: number | undefined;
  XERO_LOGIN_URL?: string | undefined;
  XERO_IDENTITY_URL?: string | undefined;
  XERO_API_URL?: string | undefined;
}

/** Xero's three hosts (facts: Xero 1.1); each can be replaced by a setting. */
const xero = {
  login: 'https://login.xero.com',
  identity: 'https://identity.xero.com',
  api: 'https://api.xero.com',
};

/** The adapter as configured; null without a client id: then this installation does not offer it. */
export function openXero(options: {
  settings: XeroConfig;
  baseUrl: string;
  now(): Date;
}): Promise<Books | null> {
  const { settings, baseUrl, now } = options;
  if (settings.XERO_CLIENT_ID === undefined) return Promise.resolve(null);
  const identity = settings.XERO_IDENTITY_URL ?? xero.identity;
  const books = createXero({
    clientId: settings.XERO_CLIENT_ID,
    clientSecret: settings.XERO_CLIENT_SECRET ?? '',
    webhookKeys: settings.XERO_WEBHOOK_KEYS ?? [],
    redirectUri: `${baseUrl}/connect/xero/return`,
    authorizeUrl: `${settings.XERO_LOGIN_URL ?? xero.login}/identity/connect/authorize`,
    tokenUrl: `${identity}/connect/token`,
    revokeUrl: `${identity}/connect/revocation`,
    jwksUrl: `${identity}/.well-known/openid-configuration/jwks`,
    issuer: identity,
    apiUrl: settings.XERO_API_URL ?? xero.api,
    dailyCalls: settings.XERO_DAILY_CALLS,
    now,
  });
  return Promise.resolve(books);
}
