import type { Invoice } from '../../../domain/invoice/invoice.ts';
import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { ActivityEntry } from '../../db/activity.ts';
import type { Before } from '../../db/upsert.ts';
import type { Actor } from '../context.ts';

/** An invoice that is not as it was. */
export interface InvoiceChange {
  id: InvoiceId;
  before: Before<Invoice> | null;
  after: Invoice;
}

type Field = keyof Before<Invoice>;

/** Fields a person would call a change; versions and ids are not. */
const told: Field[] = [
  'number',
  'customerId',
  'documentOn',
  'dueOn',
  'currency',
  'totalMinor',
  'openMinor',
  'state',
  'termId',
  'expectedOn',
  'memoOnInvoice',
  'memoOnStatement',
  'email',
  'sentState',
  'customFields',
];

/**
 * The line that tells what happened to an invoice in the books; none when only something changed that Dunlin does not keep. Texts of
 * memos and addresses stay out of the history: the names of the fields are enough.
 */
export function historyOf(
  organisationId: OrganisationId,
  change: InvoiceChange,
  by: { now: Date; actor: Actor },
): ActivityEntry[] {
  const { before, after } = change;
  const fields = before && changedFields(before, after);
  if (fields?.length === 0) return [];
  const { currency, openMinor, dueOn } = after;
  const old = before && { oldOpenMinor: before.openMinor, oldDueOn: before.dueOn };
  return [
    {
      organisationId,
      at: by.now,
      kind: kindOf(before, after),
      actor: by.actor,
      invoiceId: change.id,
      detail: { currency, openMinor, dueOn, ...old, ...(fields && { fields }) },
    },
  ];
}

function kindOf(before: Before<Invoice> | null, after: Invoice): string {
  if (before === null) return 'invoice.imported';
  if (before.state === after.state || after.state === 'open') return 'invoice.changed';
  const kinds = { paid: 'invoice.paid', void: 'invoice.voided', deleted: 'invoice.deleted' };
  return kinds[after.state];
}

function changedFields(before: Before<Invoice>, after: Invoice): Field[] {
  return told.filter((field) => textOf(before[field]) !== textOf(after[field]));
}

/** Custom fields come back from the database in another order of keys. */
function textOf(value: Invoice[Field]): string {
  if (value === null || typeof value !== 'object') return String(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}
