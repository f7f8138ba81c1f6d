import type { Place } from '../books/place.ts';
import { saveInvoice } from '../books/place.ts';
import { problems } from '../books/problems.ts';
import type { Invoice } from '../books/records.ts';

interface Changes {
  dueDate?: string | undefined;
  sent?: boolean | undefined;
  expectedDate?: string | null | undefined;
}

/** Changes that nothing tells of: neither UpdatedDateUTC nor a webhook (facts: Xero 2.6, 9.4). Only a sweep finds them. */
export function quietEdit(place: Place, id: string, changes: Changes): Invoice {
  const before = place.org.invoices.get(id);
  if (!before) throw problems.noDocument();
  const after: Invoice = {
    ...before,
    dueDate: changes.dueDate ?? before.dueDate,
    sent: changes.sent ?? before.sent,
    expectedDate: changes.expectedDate === undefined ? before.expectedDate : changes.expectedDate,
  };
  return saveInvoice(place, after, { isQuiet: true, isSilent: true });
}
