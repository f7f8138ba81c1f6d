import { toMinor } from '../../../domain/money.ts';

/** What was typed into an amount field: null for everything, else minor units, or what is wrong with it. */
export type TypedAmount = number | null | 'unreadable' | 'too-much' | 'nothing';

/** Reads `1500`, `1,500.00` or `1 500,00`; empty means everything that is open. */
export function readAmount(text: string, currency: string | null, openMinor: number): TypedAmount {
  const plain = text.replaceAll(/[\s'’\u00a0\u202f$€£]/g, '');
  if (plain === '') return null;
  const decimal = /,\d{1,2}$/.test(plain)
    ? plain.replaceAll('.', '').replace(',', '.')
    : plain.replaceAll(',', '');
  if (!/^\d{1,12}(\.\d{1,3})?$/.test(decimal)) return 'unreadable';
  const minor = toMinor(decimal, currency ?? 'USD');
  if (minor === 0) return 'nothing';
  return minor > openMinor ? 'too-much' : minor;
}
