const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Webhooks bring changes within seconds; the sweep finds what they lost. Each costs one metered call (facts: QuickBooks 6.2). */
export const SWEEP_EVERY_MS = 60 * MINUTE_MS;

/** A sweep looks back a little beyond the last one: clocks differ, and a change can become visible after its own time. */
export const SWEEP_OVERLAP_MS = 5 * MINUTE_MS;

/** An import that stopped is taken up again only while its place in the books still means something. */
export const RESUME_WITHIN_MS = 7 * DAY_MS;

/** How long runs of sweeps are kept. */
export const KEEP_SWEEPS_MS = 14 * DAY_MS;

/** Records named in a run's list of problems; the count goes on. */
export const MAX_PROBLEMS = 100;

/** Invoices asked for by id at once. */
export const READ_BATCH = 300;

/** The instant `ms` later, earlier when negative. */
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
