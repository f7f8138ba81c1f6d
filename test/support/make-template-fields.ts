import type { InvoiceLine, MergeFields } from '../../domain/templates/template.ts';

const line: InvoiceLine = {
  number: '1042',
  issued_on: '23 Oct 2026',
  due_on: '12 Nov 2026',
  days_late: 10,
  open: '$700.00',
};

/** The same for a message about two invoices. */
export const twoInvoices: Partial<MergeFields['invoices']> = {
  count: 2,
  is_one: false,
  open: '$1,000.00',
  overdue: '$700.00',
  table: [line, { ...line, number: '1043', due_on: '30 Nov 2026', days_late: 0, open: '$300.00' }],
};

/** Fields of one invoice, with what a test changes. */
export function makeFields(
  changes: {
    customer?: Partial<MergeFields['customer']>;
    company?: Partial<MergeFields['company']>;
    invoice?: Partial<MergeFields['invoice']>;
    invoices?: Partial<MergeFields['invoices']>;
    account?: Partial<MergeFields['account']>;
  } = {},
): MergeFields {
  return {
    customer: { name: 'Acme', ...changes.customer },
    company: { name: 'Northwind', email: 'accounts@northwind.example', ...changes.company },
    invoice: {
      number: '1042',
      issued_on: '23 October 2026',
      due_on: '12 November 2026',
      total: '$1,200.00',
      open: '$700.00',
      paid: '$500.00',
      part_paid: true,
      is_paid: false,
      days_late: 10,
      days_until_due: 0,
      memo: 'Order 7781',
      ...changes.invoice,
    },
    invoices: {
      count: 1,
      is_one: true,
      open: '$700.00',
      overdue: '$700.00',
      overdue_count: 1,
      oldest_days_late: 10,
      disputed: '$0.00',
      has_disputed: false,
      has_pdf: true,
      asked: '$700.00',
      table: [line],
      ...changes.invoices,
    },
    account: {
      credit: '$0.00',
      net: '$700.00',
      has_credit: false,
      is_set_off: false,
      ...changes.account,
    },
  };
}
