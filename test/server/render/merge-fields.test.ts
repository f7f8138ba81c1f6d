import { describe, expect, it } from '@jest/globals';
import { mergeFieldsOf } from '../../../server/render/merge-fields.ts';
import { makeInvoice } from '../../domain/support/make-facts.ts';

const base = {
  customer: { name: 'Acme' },
  company: { name: 'Northwind', email: 'a@northwind.example' },
  language: 'en' as const,
  country: 'CA',
  todayOn: '2026-11-22',
};
const spaces = /[\u00a0\u202f]/g;

describe('mergeFieldsOf', () => {
  it.each([
    ['en', 'CA', 'CAD', '$1,200.50', 'November 12, 2026'],
    ['en', 'CA', 'USD', 'US$1,200.50', 'November 12, 2026'],
    ['en', 'GB', 'GBP', '£1,200.50', '12 November 2026'],
    ['fr', 'CA', 'CAD', '1 200,50 $', '12 novembre 2026'],
    ['fr', 'FR', 'CAD', '1 200,50 $CA', '12 novembre 2026'],
    ['fr', null, 'EUR', '1 200,50 €', '12 novembre 2026'],
    ['fr', 'nonsense', 'EUR', '1 200,50 €', '12 novembre 2026'],
  ] as const)(
    'writes for %s in %s an amount in %s as %s (E35)',
    (language, country, currency, open, on) => {
      const invoice = makeInvoice({ openMinor: 120_050, dueOn: '2026-11-12', currency });
      const fields = mergeFieldsOf({ ...base, invoice, language, country });
      expect(fields.invoice.open.replace(spaces, ' ')).toBe(open);
      expect(fields.invoice.due_on).toBe(on);
    },
  );

  it.each([
    [1000, 1000, false, '$0.00'],
    [1000, 400, true, '$6.00'],
    [1000, 0, false, '$10.00'],
  ])(
    'of %d with %d open says whether part was paid (E1)',
    (totalMinor, openMinor, partPaid, paid) => {
      const invoice = makeInvoice({ totalMinor, openMinor, currency: 'USD' });
      const fields = mergeFieldsOf({ ...base, country: 'US', invoice });
      expect(fields.invoice).toMatchObject({ part_paid: partPaid, paid });
    },
  );

  it.each([
    ['2026-11-12', 10, 0],
    ['2026-11-22', 0, 0],
    ['2026-11-27', 0, 5],
    [null, 0, 0],
  ])('due on %s is %s days late, %s days ahead', (dueOn, daysLate, daysUntil) => {
    const { invoice } = mergeFieldsOf({ ...base, invoice: makeInvoice({ dueOn }) });
    expect(invoice).toMatchObject({ days_late: daysLate, days_until_due: daysUntil });
  });

  it('counts yen without decimals', () => {
    const invoice = makeInvoice({ openMinor: 1200, currency: 'JPY' });
    expect(mergeFieldsOf({ ...base, country: 'US', invoice }).invoice.open).toBe('¥1,200');
  });

  it('puts words or a dash where the books say nothing (E20, E23)', () => {
    const invoice = makeInvoice({ number: null, dueOn: null, currency: null });
    const fields = mergeFieldsOf({ ...base, invoice, customer: null });
    expect(fields.customer.name).toBe('–');
    expect(fields.invoice).toMatchObject({ number: 'without number', due_on: '–', open: '–' });
  });
});
