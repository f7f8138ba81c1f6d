import type { JsonObject } from '../../kit/json.ts';
import { cents, fromCents, refOf } from '../../kit/json.ts';
import type { Place } from './commit.ts';

const NAMES: Record<string, string> = {
  USD: 'United States Dollar',
  EUR: 'Euro',
  GBP: 'British Pound Sterling',
};

export function currencyRef(code: string): JsonObject {
  return { value: code, name: NAMES[code] ?? code };
}

/** Home amounts appear only on documents in another currency. */
export function withHomeAmounts(home: string, form: JsonObject): JsonObject {
  if (refOf(form, 'CurrencyRef') === home || form['ExchangeRate'] === undefined) return form;
  const rate = Number(form['ExchangeRate']);
  const inHome = (amount: number): number => fromCents(Math.round(amount * rate));
  const next = { ...form, HomeTotalAmt: inHome(cents(form['TotalAmt'])) };
  return form['Balance'] === undefined
    ? next
    : { ...next, HomeBalance: inHome(cents(form['Balance'])) };
}

/** What a void leaves in PrivateNote; where the old text goes is unproven, so a knob decides (facts: QuickBooks 2.4). */
export function voidNote(place: Place, note: string): string {
  if (note === '' || place.box.knobs.voidNote === 'only') return 'Voided';
  return place.box.knobs.voidNote === 'suffix' ? `${note} - Voided` : `Voided - ${note}`;
}
