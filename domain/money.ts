/** An amount in the currency's smallest unit (cents, pence, yen). Always an integer; never mixed between currencies (E7). */
export interface Money {
  minor: number;
  currency: string;
}

const digitsOf = new Map<string, number>();

/** How many decimal places the currency has: 2 for USD, 0 for JPY, 3 for KWD. An unknown code counts as 2. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const digits = lookUpDigits(currency);
  digitsOf.set(currency, digits);
  return digits;
}

function lookUpDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return options.maximumFractionDigits ?? 2;
}

/**
 * Minor units of a vendor's decimal such as `"1500.00"`, `"100.0"` or `"-3"`. Digits beyond the currency's are rounded half away from
 * zero. Works on the text, so no binary fraction ever enters an amount. Throws RangeError when the text is not a decimal.
 */
export function toMinor(decimal: string, currency: string): number {
  const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal.trim());
  if (!parts) throw new RangeError(`not a decimal amount: ${decimal}`);
  const [, sign = '', whole = '0', fraction = ''] = parts;
  const digits = minorDigits(currency);
  const kept = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const rounded = kept + (Number(fraction[digits] ?? '0') >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(rounded)) throw new RangeError(`amount too large: ${decimal}`);
  return sign === '-' && rounded !== 0 ? -rounded : rounded;
}

/** The amount as a plain decimal text, e.g. `{minor: 150050, currency: 'USD'}` → `"1500.50"`. */
export function toDecimal({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The amount as a person of that language and region reads it; the currency is always visible. */
export function formatMoney({ minor, currency }: Money, locale: string): string {
  const value = toDecimal({ minor, currency }) as `${number}`;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value);
}
