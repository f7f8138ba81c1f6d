import type { Sleep } from '../http.ts';
import type { TimeLimits } from './limits.ts';

/** Everything the adapter is told from outside; it reads no environment. Addresses are settings, so any conforming server can stand in. */
export interface QuickBooksSettings {
  clientId: string;
  clientSecret: string;
  /** Several while one is being changed; each signs webhooks. */
  verifierTokens: string[];
  redirectUri: string;
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  userInfoUrl: string;
  jwksUrl: string;
  /** Origin of the data API, e.g. `https://quickbooks.api.intuit.com`. */
  apiUrl: string;
  /** Host suffixes that attachments may be downloaded from, e.g. `amazonaws.com`. */
  downloadHosts: string[];
  /** For a stand-in on loopback: any host, plain http. */
  allowPrivateDownloads: boolean;
  minorVersion: number;
  /** Metered calls a month over all companies of this installation; 0 when Intuit does not meter it. Default: the free tier's. */
  monthlyCalls?: number | undefined;
  now(): Date;
  /** Pause between tries; tests pass one that does not wait. */
  sleep?: Sleep;
  timeLimits?: Partial<TimeLimits>;
}
