const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A sweep that was queued and never ran is queued again after this; the one that ran says itself when the next is due. */
export const SWEEP_AGAIN_MS = 60 * MINUTE_MS;

/** A sweep looks back a little beyond the last one: clocks differ, and a change can become visible after its own time. */
export const SWEEP_OVERLAP_MS = 5 * MINUTE_MS;

/** Records that the books name within this time are read together: people save an invoice, its payment and its customer in one go. */
export const GATHER_MS = 1_500;

/** A copy counts as later than a change only by more than this: the books' clock is not ours. */
export const CLOCKS_DIFFER_MS = MINUTE_MS;

/** An import that stopped is taken up again only while its place in the books still means something. */
export const RESUME_WITHIN_MS = 7 * DAY_MS;

/** Every seventh nightly check reads all records; a little less than seven days, because nights do not begin to the second. */
export const WHOLE_CHECK_EVERY_MS = 6.5 * DAY_MS;

/** A check begins in this part of the night, in the organisation's zone: nobody enters invoices, and the plan of the day comes after. */
export const NIGHT = { beginsMs: 2 * 60 * MINUTE_MS, lastsMs: 3 * 60 * MINUTE_MS };

/** Without progress for so long a run counts as standing still; a worker that died is replaced in that time. */
export const STALLED_AFTER_MS = 2 * MINUTE_MS;

/** How long runs of sweeps are kept. */
export const KEEP_SWEEPS_MS = 14 * DAY_MS;

/** Records named in a run's list of problems; the count goes on. */
export const MAX_PROBLEMS = 100;

/** Invoices asked for by id at once. */
export const READ_BATCH = 300;

/** The instant `ms` later, earlier when negative. */
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
