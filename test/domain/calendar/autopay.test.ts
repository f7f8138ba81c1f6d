import { describe, expect, it } from '@jest/globals';
import { autopayOf, AutopaySettings } from '../../../domain/calendar/autopay.ts';
import type { TermId } from '../../../domain/ids.ts';

const term = (id: string) => id as TermId;
const invoice = { termId: term('3'), currency: 'CAD', openMinor: 150_000, dueOn: '2026-11-22' };

describe('autopay settings', () => {
  it('are off until somebody turns them on, and then hold for every customer (BJ-16)', () => {
    expect(AutopaySettings.parse({})).toEqual({
      on: false,
      customersByDefault: true,
      shiftDays: 0,
      termsOff: [],
      noTerms: true,
      maxMinor: {},
    });
  });
});

describe('autopayOf', () => {
  it.each([
    // The company's switch decides over both halves (BJ-16).
    [{ on: false }, true, {}, [false, false]],
    [{ on: false }, null, {}, [false, false]],
    [{ on: true }, null, {}, [true, true]],
    [{ on: true }, false, {}, [false, true]],
    [{ on: true }, true, {}, [true, true]],
    [{ on: true, customersByDefault: false }, null, {}, [false, true]],
    [{ on: true, customersByDefault: false }, true, {}, [true, true]],
    // Terms, with the decided entry for invoices that have none (BJ-13).
    [{ on: true, termsOff: ['3'] }, null, {}, [true, false]],
    [{ on: true, termsOff: ['4'] }, null, {}, [true, true]],
    [{ on: true, termsOff: ['3'] }, null, { termId: null }, [true, true]],
    [{ on: true, noTerms: false }, null, { termId: null }, [true, false]],
    [{ on: true, noTerms: false }, null, {}, [true, true]],
    // The largest amount itself is still charged, in its own currency alone (E7).
    [{ on: true, maxMinor: { CAD: 150_000 } }, null, {}, [true, true]],
    [{ on: true, maxMinor: { CAD: 149_999 } }, null, {}, [true, false]],
    [{ on: true, maxMinor: { USD: 1 } }, null, {}, [true, true]],
    [{ on: true, maxMinor: { USD: 1 } }, null, { currency: null }, [true, false]],
    [{ on: true }, null, { currency: null }, [true, true]],
    // Both halves are told, also when neither holds (BJ-15).
    [{ on: true, termsOff: ['3'] }, false, {}, [false, false]],
  ] as const)(
    'BJ-14, BJ-15: with %j, customer %j and %j is %j',
    (given, customer, change, both) => {
      const settings = AutopaySettings.parse(given);
      const { customerOn, eligible } = autopayOf(settings, {
        customerAutopay: customer,
        invoice: { ...invoice, ...change },
      });
      expect([customerOn, eligible]).toEqual(both);
    },
  );

  it.each([
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-11-22', -2, '2026-11-20'],
    ['2026-03-28', 3, '2026-03-31'],
    [null, 2, null],
  ])('due on %s and shifted by %d days is charged on %s (BJ-16, E38)', (dueOn, days, expected) => {
    const settings = AutopaySettings.parse({ on: true, shiftDays: days });
    const given = { customerAutopay: null, invoice: { ...invoice, dueOn } };
    expect(autopayOf(settings, given).chargeOn).toBe(expected);
  });
});
