import { addDays, daysBetween, localDateOf, type LocalDate, startOfDay } from '../local-date.ts';

export interface FreshnessInput {
  now: Date;
  /** Zone of the organisation, in which days are counted (E40). */
  timeZone: string;
  /** Last successful reading; null when the first one has not ended yet. */
  syncedAt: Date | null;
  staleAfterHours: number;
  /** Day of the newest live payment that is not dated in the future. */
  lastPaymentOn: LocalDate | null;
  /** Null: the owner does not go by payments. */
  paymentsWithinDays: number | null;
  /** When somebody last confirmed that the books are reconciled; counts as a payment of that day. */
  reconciledAt: Date | null;
}

/** Whether the books are too old to chase by, and the values that say so. */
export interface Freshness {
  /** `sync`: we have not read them for too long; `payments`: nobody has recorded a payment in them for too long. */
  stale: 'no' | 'sync' | 'payments';
  /** First instant at which they were too old, ISO 8601; null while fresh, and when there is nothing to count from. */
  since: string | null;
  /** Local day of the last reading. */
  readOn: LocalDate | null;
  staleAfterHours: number;
  lastPaymentOn: LocalDate | null;
  paymentsWithinDays: number | null;
}

const HOUR_MS = 3_600_000;

/** Whoever reads too little cannot know who paid: without a recent reading, or a recent payment if the owner wants one, nothing is chased. */
export function freshnessOf(input: FreshnessInput): Freshness {
  const { syncedAt, timeZone, staleAfterHours, lastPaymentOn, paymentsWithinDays } = input;
  return {
    ...(staleBySync(input) ?? staleByPayments(input) ?? { stale: 'no', since: null }),
    readOn: syncedAt && localDateOf(syncedAt, timeZone),
    staleAfterHours,
    lastPaymentOn,
    paymentsWithinDays,
  };
}

type Stale = Pick<Freshness, 'stale' | 'since'>;

function staleBySync({ now, syncedAt, staleAfterHours }: FreshnessInput): Stale | null {
  if (syncedAt === null) return { stale: 'sync', since: null };
  const freshUntil = syncedAt.getTime() + staleAfterHours * HOUR_MS;
  if (now.getTime() <= freshUntil) return null;
  return { stale: 'sync', since: new Date(freshUntil).toISOString() };
}

function staleByPayments(input: FreshnessInput): Stale | null {
  const { now, timeZone, paymentsWithinDays, lastPaymentOn, reconciledAt } = input;
  if (paymentsWithinDays === null) return null;
  const reconciledOn = reconciledAt && localDateOf(reconciledAt, timeZone);
  const newestOn = latest(lastPaymentOn, reconciledOn);
  if (newestOn === null) return { stale: 'payments', since: null };
  if (daysBetween(newestOn, localDateOf(now, timeZone)) <= paymentsWithinDays) return null;
  const firstStaleOn = addDays(newestOn, paymentsWithinDays + 1);
  return { stale: 'payments', since: startOfDay(firstStaleOn, timeZone).toISOString() };
}

function latest(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
