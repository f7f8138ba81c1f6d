/** Numbers of the Mail Send API; where no page of SendGrid's confirms one, it says so. */

/** Facts: security 12, point 6. No repeat inside one call. */
export const callTimeoutMs = 15_000;

/** An answer is empty or a short list of errors. Ours. */
export const maxAnswerBytes = 256 * 1024;

/** Pause after 429 when no X-RateLimit-Reset says otherwise, and the longest one we accept (facts: delivery 3.1). Ours. */
export const throttlePauseMs = 60_000;
export const longestPauseMs = 300_000;

/** Pause when SendGrid could not be reached at all. Ours. */
export const unreachablePauseMs = 60_000;

/**
 * Age of a post's signature: events are repeated for 24 hours, and no replay window is documented (facts: delivery 3.4). A little into the
 * future, because clocks differ. Ours.
 */
export const oldestPostMs = 24 * 3_600_000 + 600_000;
export const aheadPostMs = 600_000;

/** Largest mail that Inbound Parse posts (facts: delivery 3.6). */
export const maxInboundBytes = 30 * 1024 * 1024;
