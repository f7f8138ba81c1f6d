import type { MergeFields } from '../../domain/templates/template.ts';

/** Fields of one invoice, with what a test changes. */
export function makeFields(
  changes: {
    customer?: Partial<MergeFields['customer']>;
    company?: Partial<MergeFields['company']>;
    invoice?: Partial<MergeFields['invoice']>;
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
      days_late: 10,
      days_until_due: 0,
      memo: 'Order 7781',
      ...changes.invoice,
    },
  };
}
