import { drawPaper } from '../../kit/paper-pdf.ts';
import { dueOf } from '../books/invoices.ts';
import type { Org } from '../books/org.ts';
import type { Invoice } from '../books/records.ts';

/** A one-page invoice, as plain as the books know it. */
export function drawInvoice(org: Org, invoice: Invoice): Promise<Buffer> {
  const money = (cents: number): string =>
    `${invoice.currency} ${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
  return drawPaper({
    title: `Invoice ${invoice.number}`,
    heading: 'TAX INVOICE',
    from: { name: org.name, address: '' },
    facts: [
      `Number ${invoice.number}`,
      `Date ${invoice.date}`,
      `Due ${invoice.dueDate ?? '–'}`,
      `Reference ${invoice.reference || '–'}`,
    ],
    to: { name: org.contacts.get(invoice.contactId)?.name ?? '', address: '' },
    lines: invoice.lines.map((line) => ({
      label: line.description,
      amount: money(line.lineAmount),
    })),
    total: `Total   ${money(invoice.total)}`,
    due: `Amount due   ${money(dueOf(invoice))}`,
    memo: '',
    foot: 'Printed by the sandbox Xero. Not a real invoice.',
  });
}
