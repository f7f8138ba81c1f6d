import { emailInvoice } from '../books/email.ts';
import { isApproved } from '../books/invoices.ts';
import { Invalid } from '../books/problems.ts';
import type { Call } from './call.ts';
import { findInvoice } from './read.ts';

export function postEmail(call: Call): void {
  emailInvoice(call.place, findInvoice(call));
  call.noContent();
}

/** Address of the page the customer sees; drafts and bills have none (facts: Xero 3.1, unverified). */
export function readOnlineInvoice(call: Call): void {
  const { id, type, status } = findInvoice(call);
  if (type !== 'ACCREC' || !isApproved(status))
    throw new Invalid('The invoice has no online version.');
  const url = `https://in.xero.com/${id.replaceAll('-', '').slice(0, 24)}`;
  call.answer({ OnlineInvoices: [{ OnlineInvoiceUrl: url }] });
}
