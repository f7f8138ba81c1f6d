import type { Generated } from './box.ts';
import type { Knobs } from './knobs.ts';

export interface SandboxXeroOptions {
  /** 0: any free port. */
  port?: number;
  host?: string;
  /** JSON snapshot, kept across restarts. Without one nothing is kept. */
  dataFile?: string;
  /** YYYY-MM-DD the sample organisations are built around; default today, and afterwards what the snapshot says. */
  dayZero?: string;
  clientId?: string;
  clientSecret?: string;
  /** Signs webhooks. */
  webhookKey?: string;
  webhookUrl?: string;
  /** Base of all addresses; default the listening address. The next three set one host each. */
  publicUrl?: string;
  loginUrl?: string;
  identityUrl?: string;
  apiUrl?: string;
  knobs?: Partial<Knobs>;
  /** JSON file of a scenario that plays as the clock passes. */
  scenario?: string;
  /** Adds one organisation with generated documents. */
  generate?: Generated;
}
