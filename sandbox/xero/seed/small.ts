import { idOf } from '../books/ids.ts';
import type { Org } from '../books/org.ts';
import { makeOrg, newZealand } from './make-org.ts';

const trades = ['Bakery', 'Joinery', 'Nursery', 'Cycles', 'Pottery', 'Printing', 'Roofing'];
const places = ['Kauri Lane', 'Pukeko Road', 'Rata Street', 'Tui Bay', 'Weka Hill', 'Kōwhai Park'];

/** Organisations without documents, always the same ones: for a person who looks after the books of many. */
export function seedSmall(count: number, nowMs: () => number): Org[] {
  return Array.from({ length: count }, (_, nth) => {
    const name = `${places[nth % places.length]} ${trades[nth % trades.length]}`;
    return makeOrg(
      {
        tenantId: idOf('small', nth),
        name,
        shortCode: `!sM${String(nth).padStart(3, '0')}`,
        ...newZealand,
        remindersEnabled: false,
        details: {},
        currencies: [['NZD', 'New Zealand Dollar']],
      },
      nowMs,
    );
  });
}

/** As many different names as there are: places and trades share no divisor. */
export const MOST_SMALL = trades.length * places.length;
