/** Numbers that Xero publishes, each with the section of the facts it stands in. "Unproven" marks what no page of Xero's confirms. */

/** Rows in one page at most; the default is 100 (facts: Xero 2.6). */
export const pageSize = 1000;

/**
 * 60 calls a minute and 5 at once for one organisation; there is no limit of a second, ours spreads them a little (facts: Xero 5). The
 * turns are given by whoever opens the company.
 */
export const callLimits = { perSecond: 10, perMinute: 60, atOnce: 5 };

/** Calls a day of one organisation in the free tier; 5,000 in all others (facts: Xero 5). */
export const freeDailyCalls = 1_000;

/** Payments have no webhook, so they are asked for twice an hour: some 350 calls of the day (facts: Xero 5, 6.1). Ours. */
export const sweepMinutes = 30;

/** Ids of 36 characters in one address, which must stay below 2,048 characters on old gateways. Ours. */
export const idsPerCall = 40;

/** The same where each id is a term of a filter. Ours. */
export const idsPerFilter = 15;

/** Pages of one resource that a reading of changes takes at most; a comparison reads the rest. Ours. */
export const mostChangedPages = 20;

/** Pause after 429 when no Retry-After says otherwise: the window of a minute (facts: Xero 5). */
export const throttlePauseMs = 60_000;

/** Pause when too many calls were under way, for which no Retry-After is promised (facts: Xero 5). Ours. */
export const crowdedPauseMs = 2_000;

/** Pause after the last call that the minute allows; the window's end is not told (facts: Xero 5). Ours. */
export const lastCallPauseMs = 5_000;

/** Rest when the day is used up and no Retry-After says otherwise. Ours. */
export const dayPauseMs = 3_600_000;

/** Pause that we ask for when Xero fails or does not answer after our tries. Ours. */
export const outagePauseMs = 60_000;

/** Tries of one call that may be repeated; each waits for its turn. Ours. */
export const tries = 3;

/** Life of a refresh token that nobody uses (facts: Xero 1.3). */
export const refreshLifeMs = 60 * 86_400_000;

/** How long Xero remembers an idempotency key, errors included (facts: Xero 2.5). */
export const idempotencyMs = 360_000;

/** Characters of an idempotency key (facts: Xero 2.5). */
export const maxKeyLength = 128;

/** Characters of a history note: 250 on an older page, 2,500 on a newer one; what matters stands first (facts: Xero 3.8). */
export const maxNoteLength = 2_500;

/** Contact persons of one contact (facts: Xero 3.2). */
export const maxPersons = 5;

/** A contact's own address and those of five persons, each of 254 characters, with what stands between them. */
export const maxEmailLength = 6 * 254 + 5 * 2;

/** How long the organisation's default terms are remembered. Ours. */
export const defaultTermsMs = 3_600_000;

/** Largest attachment that we take in; Xero's own limit stands as 10 and as 25 MB (facts: Xero 3.7). */
export const maxAttachmentBytes = 25 * 1024 * 1024;

/** Largest answers that we take in. Ours. */
export const maxPdfBytes = 25 * 1024 * 1024;
export const maxAnswerBytes = 64 * 1024 * 1024;
export const maxIdentityBytes = 256 * 1024;

export interface TimeLimits {
  /** Pages of a thousand records take seconds. */
  callMs: number;
  pdfMs: number;
  downloadMs: number;
  /** A refresh that is given up too early has rotated the token already (facts: Xero 8.2). */
  identityMs: number;
}

export const timeLimits: TimeLimits = {
  callMs: 30_000,
  pdfMs: 45_000,
  downloadMs: 20_000,
  identityMs: 15_000,
};
