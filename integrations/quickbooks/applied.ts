import { applicationSchema, type ApiApplication } from './api-types.ts';

/** Ids of the invoices that payments or credit memos are applied to. Rows that cannot be read name none. */
export function appliedInvoiceIds(rows: unknown[]): string[] {
  return idsOfType(rows, 'Invoice');
}

/** Ids of the payments that apply these credit memos. */
export function appliedPaymentIds(rows: unknown[]): string[] {
  return idsOfType(rows, 'Payment');
}

function idsOfType(rows: unknown[], type: string): string[] {
  const links = rows.flatMap((row) => {
    const api = applicationSchema.safeParse(row);
    return api.success ? linksOf(api.data) : [];
  });
  return [...new Set(links.filter((link) => link.TxnType === type).map((link) => link.TxnId))];
}

function linksOf(api: ApiApplication) {
  const lines = (api.Line ?? []).flatMap((line) => line.LinkedTxn ?? []);
  return [...(api.LinkedTxn ?? []), ...lines];
}
