/**
 * A day of the month in last month, this one, and the two ahead, as days since 1970-01-01; a month without that day uses its last one. Four
 * of them, so that a shift over days without sending always leaves one behind and one ahead of today.
 */
export function monthDaysAround(today: number, dayOfMonth: number): number[] {
  const date = new Date(today * DAY_MS);
  return [-1, 0, 1, 2].map((months) =>
    dayInMonth(date.getUTCFullYear(), date.getUTCMonth() + months, dayOfMonth),
  );
}

const DAY_MS = 86_400_000;

function dayInMonth(year: number, month: number, dayOfMonth: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(dayOfMonth, last)) / DAY_MS;
}
