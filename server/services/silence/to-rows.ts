import type { SilenceRow } from '../../../domain/api/silence.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import {
  openInAll,
  openOfCustomers,
  type OpenAmount,
  type SilenceListRow,
} from '../../db/silence-list.ts';
import type { Tx } from '../../db/transaction.ts';
import { toInstant } from '../invoices/to-row.ts';

/** Listed rows with what each keeps silent; the amounts of a page are summed together. */
export async function toSilenceRows(
  tx: Tx,
  organisationId: OrganisationId,
  rows: SilenceListRow[],
): Promise<SilenceRow[]> {
  const customers = rows.flatMap(({ kind, customer_id: id }) =>
    kind === 'customer' && id !== null ? [id] : [],
  );
  const ofCustomers = await openOfCustomers(tx, organisationId, [...new Set(customers)]);
  const ofAll = rows.some(({ kind }) => kind === 'organisation')
    ? await openInAll(tx, organisationId)
    : [];
  return rows.map((row) => ({ ...toRow(row), amounts: amountsOf(row, { ofAll, ofCustomers }) }));
}

function toRow(row: SilenceListRow): Omit<SilenceRow, 'amounts'> {
  return {
    kind: row.kind,
    id: row.id,
    version: row.version,
    customer:
      row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
    invoice: row.invoice_id === null ? null : { id: row.invoice_id, number: row.invoice_number },
    since: toInstant(row.created_at),
    untilOn: row.until_on,
    by: row.created_by,
    reason: row.reason,
    owner: row.owner,
    promisedOn: row.promised_on,
    repliedOn: row.replied_on,
    amountMinor: row.amount_minor === null ? null : Number(row.amount_minor),
  };
}

function amountsOf(
  row: SilenceListRow,
  { ofAll, ofCustomers }: { ofAll: OpenAmount[]; ofCustomers: OpenAmount[] },
): SilenceRow['amounts'] {
  if (row.kind === 'organisation') return ofAll.map(toMoney);
  if (row.kind === 'customer')
    return ofCustomers.filter(({ customerId }) => customerId === row.customer_id).map(toMoney);
  if (row.open_minor === null) return [];
  const open = Number(row.open_minor);
  const disputed = row.kind === 'dispute' && row.amount_minor !== null;
  const minor = disputed ? Math.min(open, Number(row.amount_minor)) : open;
  return [{ minor, currency: row.currency }];
}

const toMoney = ({ minor, currency }: OpenAmount) => ({ minor, currency });
