import type { MinorByCurrency } from '../../domain/calendar/sending-settings.ts';
import { minorDigits, toDecimal, toMinor } from '../../domain/money.ts';

/** One line of a list of amounts, as it is typed. */
export interface AmountRow {
  currency: string;
  /** A decimal such as `2.50`; empty while nothing is typed. */
  amount: string;
}

export type AmountProblem = 'currency' | 'twice' | 'amount';

export function toRows(amounts: MinorByCurrency): AmountRow[] {
  return Object.entries(amounts).map(([currency, minor]) => ({
    currency,
    amount: toDecimal({ minor, currency }),
  }));
}

/** The amounts of rows that are right; a wrong one is left out. */
export function toAmounts(rows: readonly AmountRow[]): MinorByCurrency {
  const right = rows.filter((_, index) => problemOf(rows, index) === null);
  return Object.fromEntries(
    right.map(({ currency, amount }) => [currency, toMinor(amount, currency)]),
  );
}

/** What is wrong with a row; null when nothing is. */
export function problemOf(rows: readonly AmountRow[], index: number): AmountProblem | null {
  const { currency = '', amount = '' } = rows[index] ?? {};
  if (!/^[A-Z]{3}$/.test(currency)) return 'currency';
  if (rows.findIndex((row) => row.currency === currency) !== index) return 'twice';
  const digits = minorDigits(currency);
  const decimals = digits === 0 ? '' : `(\\.\\d{0,${digits}})?`;
  return new RegExp(`^\\d{1,9}${decimals}$`).test(amount) ? null : 'amount';
}

/** A first row for the home currency, then empty ones. */
export function nextRow(rows: readonly AmountRow[], homeCurrency: string | null): AmountRow {
  const isTaken = rows.some((row) => row.currency === homeCurrency);
  return { currency: isTaken ? '' : (homeCurrency ?? ''), amount: '' };
}
