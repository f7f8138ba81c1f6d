/** A stretch of time in the unit that people would say it in. */
export interface Span {
  unit: 'seconds' | 'minutes' | 'hours';
  amount: number;
}

/** Rounded as one says it: seconds below a minute, minutes below an hour and a half, then hours. */
export function spanOf(seconds: number): Span {
  const known = Math.max(0, seconds);
  if (known < 59.5) return { unit: 'seconds', amount: Math.round(known) };
  if (known < 90 * 60) return { unit: 'minutes', amount: Math.round(known / 60) };
  return { unit: 'hours', amount: Math.round(known / 3600) };
}

/** Seconds between two instants; null while the second one has not come. */
export function secondsBetween(startedAt: string, endedAt: string | null): number | null {
  return endedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
}
