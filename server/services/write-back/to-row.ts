import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';
import type { WriteBackListRow } from '../../db/write-backs.ts';
import type { Fields } from './writing.ts';

interface Surroundings {
  /** State of the connection to the books. */
  connection: string;
  /** Of each customer the change of address that counts. */
  latest: Map<string, { id: string; state: string }>;
}

export function toWriteBackRow(row: WriteBackListRow, around: Surroundings): WriteBackRowJson {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    reason: row.state === 'waiting' ? whyWaiting(around) : row.reason,
    at: iso(row.created_at),
    doneAt: row.done_at === null ? null : iso(row.done_at),
    requestedBy: row.requested_by,
    invoice:
      row.invoice_id === null ? null : { id: row.invoice_id, number: row.invoice_number ?? null },
    customer:
      row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
    before: row.before ?? beforeOf(row.fields),
    after: row.after ?? wantedOf(row.fields),
    undoable: isUndoable(row, around),
    undoOf: row.undo_of,
  };
}

/** Without a working connection a change waits until there is one (E58). Nothing to tell while it is merely on its way. */
function whyWaiting({ connection }: Surroundings): string {
  return connection === 'live' ? '' : `connection.${connection}`;
}

/** Only the last change of an address, and only while the books still hold what it left there. */
function isUndoable(row: WriteBackListRow, { latest }: Surroundings): boolean {
  if (row.kind !== 'customer-email' || row.state !== 'done') return false;
  if (latest.get(row.customer_id ?? '')?.id !== row.id || !row.customer_active) return false;
  return (row.customer_email ?? '') === (row.after?.['email'] ?? '');
}

function beforeOf({ email, expectedEmail }: Fields): Record<string, string> {
  return email === undefined ? {} : { email: expectedEmail ?? '' };
}

/** What was to be written, as long as nothing was read back. */
function wantedOf({
  sentMark,
  statusText,
  noteLine,
  expectedOn,
  email,
}: Fields): Record<string, string> {
  return {
    ...(sentMark ? { sentState: 'sent' } : {}),
    ...(statusText === undefined ? {} : { statusField: statusText }),
    ...(noteLine === undefined ? {} : { noteLine }),
    ...(expectedOn === undefined ? {} : { expectedOn }),
    ...(email === undefined ? {} : { email: email ?? '' }),
  };
}

const iso = (at: Date | string): string => new Date(at).toISOString();
