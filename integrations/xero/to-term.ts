import { asId, type TermId } from '../../domain/ids.ts';
import type { Term } from '../../domain/invoice/invoice.ts';
import { partOf, textOf, type Fields } from './fields.ts';

/** Xero keeps no list of terms: each contact, and the organisation for all others, has a day and a kind (facts: Xero 3.3). */
const wordings = new Map<string, (day: number) => string>([
  ['DAYSAFTERBILLDATE', (day) => `${day} ${days(day)} after the invoice date`],
  ['DAYSAFTERBILLMONTH', (day) => `${day} ${days(day)} after the end of the invoice month`],
  ['OFCURRENTMONTH', (day) => `${day} of the current month`],
  ['OFFOLLOWINGMONTH', (day) => `${day} of the following month`],
]);

const days = (count: number): string => (count === 1 ? 'day' : 'days');

/** The sales terms in a contact's or the organisation's `PaymentTerms`; null when there are none, or of a kind we do not know. */
export function termIn(holder: Fields): Term | null {
  const sales = partOf(partOf(holder['PaymentTerms'])['Sales']);
  const type = textOf(sales['Type']) ?? '';
  const wording = wordings.get(type);
  const day = Number(textOf(sales['Day']) ?? NaN);
  if (!wording || !Number.isInteger(day) || day < 0 || day > 31) return null;
  return {
    id: asId<TermId>(`${type}-${day}`),
    booksVersion: 0,
    name: wording(day),
    active: true,
    dueDays: type === 'DAYSAFTERBILLDATE' ? day : null,
  };
}

/** Each term once. */
export function distinct(terms: readonly (Term | null)[]): Term[] {
  const known = new Map<string, Term>();
  for (const term of terms) if (term) known.set(term.id, term);
  return [...known.values()];
}
