import type { Sleep } from '../http.ts';
import type { TimeLimits } from './limits.ts';

/** Everything the adapter is told from outside; it reads no environment. Addresses are settings, so any conforming server can stand in. */
export interface XeroSettings {
  clientId: string;
  clientSecret: string;
  /** Several while one is being changed; each signs webhooks. */
  webhookKeys: string[];
  redirectUri: string;
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  jwksUrl: string;
  /** As identity tokens name it. */
  issuer: string;
  /** Origin of the data API and of the connections, e.g. `https://api.xero.com`. */
  apiUrl: string;
  /** Calls a day that the pricing tier allows one organisation; default: the free tier's. */
  dailyCalls?: number | undefined;
  now(): Date;
  /** Pause between tries; tests pass one that does not wait. */
  sleep?: Sleep;
  timeLimits?: Partial<TimeLimits>;
}
