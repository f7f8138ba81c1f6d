import { asId, type TermId } from '../../domain/ids.ts';
import type { Term } from '../../domain/invoice/invoice.ts';
import { termSchema, type ApiTerm } from './api-types.ts';
import { mapEach, type Mapped } from './to-record.ts';

export function toTerms(rows: unknown[]): Mapped<Term> {
  return mapEach(rows, termSchema, toTerm);
}

function toTerm(api: ApiTerm): Term {
  return {
    id: asId<TermId>(api.Id),
    booksVersion: api.SyncToken,
    name: api.Name,
    active: api.Active ?? true,
    // Terms that name a day of the month come without DueDays (facts: QuickBooks 3.4).
    dueDays: api.DueDays ?? null,
  };
}
