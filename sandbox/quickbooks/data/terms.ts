import type { JsonObject } from '../../kit/json.ts';
import { addDays } from '../pacific-time.ts';

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** Due day of a document under a term; 29 to 31 fall on the last day of a short month (facts: QuickBooks 3.4). */
export function dueDay(txnDate: string, term: JsonObject): string {
  if (term['DueDays'] !== undefined) return addDays(txnDate, Number(term['DueDays']));
  const [year = 0, month = 1, day = 1] = txnDate.split('-').map(Number);
  const wanted = Number(term['DayOfMonthDue'] ?? 1);
  const dueThisMonth = Math.min(wanted, lastDayOf(year, month - 1));
  // Too close to the day, or past it: next month.
  const late = dueThisMonth - day <= Number(term['DueNextMonthDays'] ?? 0);
  const dueMonth = late ? month : month - 1;
  const dueYear = year + Math.floor(dueMonth / 12);
  const due = Math.min(wanted, lastDayOf(dueYear, dueMonth % 12));
  return new Date(Date.UTC(dueYear, dueMonth % 12, due)).toISOString().slice(0, 10);
}
