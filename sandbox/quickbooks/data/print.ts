import type { JsonObject } from '../../kit/json.ts';

const TWO_DECIMALS = 'TotalAmt|Balance|BalanceWithJobs|Amount|HomeTotalAmt|HomeBalance';
const ONE_DECIMAL = 'UnappliedAmt|RemainingCredit|DiscountPercent';
const AMOUNT = new RegExp(`"(${TWO_DECIMALS}|${ONE_DECIMAL})":(-?\\d+(?:\\.\\d+)?)(?=[,}])`, 'g');
const LOOSE = new Set(ONE_DECIMAL.split('|'));

/**
 * Numbers as QuickBooks prints them: `2400.00`, but `0`, and `75.0` in some members (facts: QuickBooks 2.2). A quote inside a
 * string is always escaped, so the pattern cannot match within text.
 */
export function printJson(body: JsonObject): string {
  return JSON.stringify(body).replace(AMOUNT, (_all, name: string, digits: string) => {
    if (Number(digits) === 0) return `"${name}":0`;
    if (LOOSE.has(name)) return `"${name}":${printLoose(digits)}`;
    return `"${name}":${Number(digits).toFixed(2)}`;
  });
}

function printLoose(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}

/** Whole cents in the two forms above. */
export function printCents(cents: number): string {
  return cents === 0 ? '0' : (cents / 100).toFixed(2);
}

export function printLooseCents(cents: number): string {
  return cents === 0 ? '0' : printLoose(String(cents / 100));
}
