import { describe, expect, it } from '@jest/globals';
import { distinct, termIn } from '../../../integrations/xero/to-term.ts';

const sales = (Type: unknown, Day: unknown) => ({ PaymentTerms: { Sales: { Type, Day } } });

describe('sales terms (facts: Xero 3.3)', () => {
  it.each([
    ['DAYSAFTERBILLDATE', 7, '7 days after the invoice date', 7],
    ['DAYSAFTERBILLDATE', 1, '1 day after the invoice date', 1],
    ['DAYSAFTERBILLMONTH', 10, '10 days after the end of the invoice month', null],
    ['OFCURRENTMONTH', 28, '28 of the current month', null],
    ['OFFOLLOWINGMONTH', 20, '20 of the following month', null],
  ])('%s with day %d are "%s"', (type, day, name, dueDays) => {
    expect(termIn(sales(type, day))).toEqual({
      id: `${type}-${day}`,
      booksVersion: 0,
      name,
      active: true,
      dueDays,
    });
  });

  it.each([
    ['none', {}],
    ['empty ones of the organisation', { PaymentTerms: {} }],
    ['those of bills', { PaymentTerms: { Bills: { Type: 'OFCURRENTMONTH', Day: 3 } } }],
    ['a kind that we do not know', sales('ONDELIVERY', 3)],
    ['a day that is none', sales('OFCURRENTMONTH', 32)],
    ['no day', sales('OFCURRENTMONTH', undefined)],
  ])('%s are no terms', (_name, holder) => {
    expect(termIn(holder)).toBeNull();
  });

  it('are listed once, whoever has them', () => {
    const one = termIn(sales('OFCURRENTMONTH', 3));
    expect(distinct([one, null, termIn(sales('OFCURRENTMONTH', 3))])).toEqual([one]);
  });
});
