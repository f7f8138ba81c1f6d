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
  /** Fills one company with generated documents instead of its sample ones. */
  generate?: Generated;
}
