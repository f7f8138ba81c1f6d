/** Time limits of one conversation; nodemailer's own are up to ten minutes, longer than a claim on a delivery lives. Ours. */
export interface SmtpLimits {
  connectionTimeoutMs: number;
  greetingTimeoutMs: number;
  /** Silence of the server, also while it checks the whole message after DATA. */
  socketTimeoutMs: number;
  /** Whole send: stops a server that trickles its answers, which no silence limit notices. */
  sendTimeoutMs: number;
  /** How long `close` lets messages finish that are on their way (facts: security 12, stop order). */
  drainMs: number;
}

export const defaultLimits: SmtpLimits = {
  connectionTimeoutMs: 10_000,
  greetingTimeoutMs: 10_000,
  socketTimeoutMs: 60_000,
  sendTimeoutMs: 120_000,
  drainMs: 25_000,
};

/** Pause before another try when nothing could be handed over. Ours. */
export const unreachablePauseMs = 60_000;

/** Pause after a 4xx answer: greylisting usually asks for five minutes [m]. */
export const putOffPauseMs = 300_000;
