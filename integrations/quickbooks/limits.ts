/** Numbers that Intuit publishes, each with the page it stands on. "Unproven" marks what no page of Intuit's confirms. */

/** "Query operations and syntax": rows in one page at most; the default is 100. */
export const pageSize = 1000;

/**
 * "API call limits and throttles": 10 requests a second and 500 a minute for one company, and 10 at once in older copies of the page. The
 * turns are given by whoever opens the company.
 */
export const callLimits = { perSecond: 10, perMinute: 500, atOnce: 10 };

/** "Intuit App Partner Program": metered calls a month over all companies in the free tier. */
export const freeMonthlyCalls = 500_000;

/** One metered call each time (facts: QuickBooks 6.2). Ours. */
export const sweepMinutes = 60;

/** "Query operations and syntax": long statements go by POST; the page names no number, 1,500 characters is the advice we found. */
export const longestGetStatement = 1500;

/** Ids in one `IN (…)`; a few hundred work. Unproven. */
export const idsPerQuery = 300;

/** "Change data capture": objects in one answer over all entities; there is no paging. */
export const changesCap = 1000;

/** "Change data capture": days of look-back. One less than Intuit's 30, so that a slow call does not fall over the edge. */
export const lookBackDays = 29;

/** "API call limits and throttles": pause after 429 when no Retry-After says otherwise. */
export const throttlePauseMs = 60_000;

/** Pause that we ask for when QuickBooks fails or does not answer after our tries. Ours. */
export const outagePauseMs = 60_000;

/** Tries of one call that may be repeated; each waits for its turn. Ours. */
export const tries = 3;

/** "Attachable": life of a TempDownloadUri is 900 s; we ask for a new one after 600. */
export const downloadLinkMs = 600_000;

/** Largest attachment that we take in; what of it goes on a message is the caller's choice. Ours. */
export const maxAttachmentBytes = 40 * 1024 * 1024;

/** Largest answers that we take in. Ours. */
export const maxPdfBytes = 25 * 1024 * 1024;
export const maxAnswerBytes = 64 * 1024 * 1024;

/** Characters of a custom field's text. Unproven. */
export const maxStatusLength = 31;

/** "Invoice": characters of PrivateNote, the message on the statement. */
export const maxNoteLength = 4000;

/** "Customer": characters of PrimaryEmailAddr in all, however many addresses it holds. */
export const maxEmailLength = 100;

export interface TimeLimits {
  /** "API call limits and throttles": Intuit cuts off after 120 s; we do not wait that long. */
  callMs: number;
  pdfMs: number;
  downloadMs: number;
  identityMs: number;
}

export const timeLimits: TimeLimits = {
  callMs: 30_000,
  pdfMs: 45_000,
  downloadMs: 10_000,
  identityMs: 15_000,
};
