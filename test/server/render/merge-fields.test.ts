import { describe, expect, it } from '@jest/globals';
import { mergeFieldsOf, type MessageInvoice } from '../../../server/render/merge-fields.ts';
import { makeInvoice } from '../../domain/support/make-facts.ts';

const inMessage = ({ disputedMinor = 0, ...fields }: Partial<MessageInvoice>): MessageInvoice => ({
  ...makeInvoice(fields),
  disputedMinor,
});
const base = {
  setsOff: false,
  customer: { name: 'Acme' },
  position: null,
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
      const invoice = inMessage({ openMinor: 120_050, dueOn: '2026-11-12', currency });
      const fields = mergeFieldsOf({ ...base, invoices: [invoice], language, country });
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
      const invoice = inMessage({ totalMinor, openMinor, currency: 'USD' });
      const fields = mergeFieldsOf({ ...base, country: 'US', invoices: [invoice] });
      expect(fields.invoice).toMatchObject({ part_paid: partPaid, paid });
    },
  );

  it.each([
    ['2026-11-12', 10, 0],
    ['2026-11-22', 0, 0],
    ['2026-11-27', 0, 5],
    [null, 0, 0],
  ])('due on %s is %s days late, %s days ahead', (dueOn, daysLate, daysUntil) => {
    const { invoice } = mergeFieldsOf({ ...base, invoices: [inMessage({ dueOn })] });
    expect(invoice).toMatchObject({ days_late: daysLate, days_until_due: daysUntil });
  });

  it('counts yen without decimals', () => {
    const invoice = inMessage({ openMinor: 1200, currency: 'JPY' });
    expect(mergeFieldsOf({ ...base, country: 'US', invoices: [invoice] }).invoice.open).toBe(
      '¥1,200',
    );
  });

  it('puts words or a dash where the books say nothing (E20, E23)', () => {
    const invoice = inMessage({ number: null, dueOn: null, currency: null });
    const fields = mergeFieldsOf({ ...base, invoices: [invoice], customer: null });
    expect(fields.customer.name).toBe('–');
    expect(fields.invoice).toMatchObject({ number: 'without number', due_on: '–', open: '–' });
  });
});

describe('mergeFieldsOf for several invoices of one customer', () => {
  const invoices = [
    inMessage({ number: '1', openMinor: 70_000, dueOn: '2026-11-12', currency: 'CAD' }),
    inMessage({ number: '2', openMinor: 30_050, dueOn: '2026-11-29', currency: 'CAD' }),
    inMessage({ number: null, openMinor: 5, dueOn: '2026-10-01', currency: 'CAD' }),
  ];

  it.each([
    ['en', '$1,000.55', '$700.05', 'Nov 12, 2026'],
    ['fr', '1 000,55 $', '700,05 $', '12 nov. 2026'],
  ] as const)('adds up and lists them (%s)', (language, open, overdue, dueOn) => {
    const fields = mergeFieldsOf({ ...base, language, invoices });
    expect(fields.invoice.number).toBe('1');
    const { table, disputed: _disputed, asked: _asked, ...sums } = fields.invoices;
    expect({
      ...sums,
      open: sums.open.replace(spaces, ' '),
      overdue: sums.overdue.replace(spaces, ' '),
    }).toEqual({
      count: 3,
      is_one: false,
      has_pdf: false,
      open,
      overdue,
      overdue_count: 2,
      oldest_days_late: 52,
      has_disputed: false,
    });
    expect(table.map((line) => line.days_late)).toEqual([10, 0, 52]);
    expect(table[0]).toMatchObject({ number: '1', due_on: dueOn });
    expect(table[2]?.number).toBe(language === 'en' ? 'without number' : 'sans numéro');
  });

  it.each([
    [null, { credit: '$0.00', net: '$1,000.55', has_credit: false }],
    [
      { currency: 'CAD', openMinor: 150_000, creditMinor: 20_000 },
      { credit: '$200.00', net: '$1,300.00', has_credit: true },
    ],
    [
      { currency: 'CAD', openMinor: 100_055, creditMinor: 0 },
      { credit: '$0.00', net: '$1,000.55', has_credit: false },
    ],
  ])('shows the credit and what is left after it: %j (E4)', (position, account) => {
    const shown = mergeFieldsOf({ ...base, invoices, position }).account;
    expect(shown).toEqual({ ...account, is_set_off: false });
  });

  it.each([
    { when: 'a credit is only shown', sets: false, credit: 200, asked: '$1,000.55' },
    {
      when: 'more stays open on the account than this message is about',
      credit: 200,
      asked: '$1,000.55',
    },
    { when: 'less stays open', credit: 600, asked: '$900.00' },
    { when: 'a credit covers everything', credit: 1_500, asked: '$0.00' },
    { when: 'nothing is owed to the customer', credit: 0, asked: '$1,000.55' },
    { when: 'a part is in dispute', credit: 0, disputed: 100, asked: '$900.55' },
  ])(
    'asks for no more than is owed when $when (product.md 4, ideas 7 and 9)',
    ({ sets = true, credit, disputed = 0, asked }) => {
      const position = { currency: 'CAD', openMinor: 150_000, creditMinor: credit * 100 };
      const [first, ...others] = invoices;
      const some = [inMessage({ ...first, disputedMinor: disputed * 100 }), ...others];
      const fields = mergeFieldsOf({ ...base, setsOff: sets, invoices: some, position });
      expect(fields.invoices.asked).toBe(asked);
      expect(fields.account.is_set_off).toBe(sets && credit > 0);
    },
  );

  it('leaves out what is in dispute, and says how much that is', () => {
    const invoice = inMessage({
      openMinor: 70_000,
      totalMinor: 100_000,
      disputedMinor: 15_000,
      currency: 'CAD',
    });
    const fields = mergeFieldsOf({ ...base, invoices: [invoice] });
    expect(fields.invoice).toMatchObject({ open: '$550.00', paid: '$300.00' });
    expect(fields.invoices).toMatchObject({
      open: '$550.00',
      disputed: '$150.00',
      has_disputed: true,
      table: [expect.objectContaining({ open: '$550.00' })],
    });
  });

  it('never adds amounts of two currencies (E7), and is never about nothing', () => {
    const mixed = [...invoices, inMessage({ currency: 'USD' })];
    expect(() => mergeFieldsOf({ ...base, invoices: mixed })).toThrow('one currency');
    expect(() => mergeFieldsOf({ ...base, invoices: [] })).toThrow('at least one');
  });
});
