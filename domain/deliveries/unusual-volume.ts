/** Days before today on which the usual is looked for: a month with its busiest day, and some more. */
export const USUAL_DAYS = 35;
/** With fewer days on which reminders left, nobody knows what is usual. */
const LEAST_DAYS = 5;
/** So few are never an alarm. */
const LEAST_REMINDERS = 50;

/**
 * So many reminders are to leave today that a rule or the books may be wrong (E57): at least `times` as many as on the busiest of the
 * days before on which any left, and at least 50. The busiest, because many businesses remind once a month.
 */
export function isUnusualVolume(today: number, days: number[], times: number): boolean {
  if (days.length < LEAST_DAYS) return false;
  return today >= Math.max(LEAST_REMINDERS, times * Math.max(...days));
}
