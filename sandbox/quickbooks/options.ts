import type { Generated } from './box.ts';
import type { Knobs } from './knobs.ts';

export interface SandboxQuickBooksOptions {
  /** 0: any free port. */
  port?: number;
  host?: string;
  /** JSON snapshot, kept across restarts. Without one nothing is kept. */
  dataFile?: string;
  /** YYYY-MM-DD the sample companies are built around; default today, and afterwards what the snapshot says. */
  dayZero?: string;
  clientId?: string;
  clientSecret?: string;
  verifierToken?: string;
  webhookUrl?: string;
  /** Base of discovery, consent and download links; default the listening address. */
  publicUrl?: string;
  knobs?: Partial<Knobs>;
  /** JSON file of a scenario that plays as the clock passes. */
  scenario?: string;
  /** Fills one company with generated documents instead of its sample ones. */
  generate?: Generated;
}
