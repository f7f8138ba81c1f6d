import { asId, type TermId } from '../../domain/ids.ts';
import type { Term } from '../../domain/invoice/invoice.ts';
import { flagOf, Misfit, needText, needVersion, type Fields } from './fields.ts';
import { mapEach, type Mapped } from './to-record.ts';

export function toTerms(rows: readonly unknown[]): Mapped<Term> {
  return mapEach(rows, toTerm);
}

function toTerm(api: Fields): Term {
  return {
    id: asId<TermId>(needText(api['Id'])),
    booksVersion: needVersion(api['SyncToken']),
    name: needText(api['Name']),
    active: flagOf(api['Active']) ?? true,
    dueDays: daysOf(api['DueDays']),
  };
}

/** Terms that name a day of the month come without DueDays (facts: QuickBooks 3.4). */
function daysOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  throw new Misfit('not a number of days');
}
