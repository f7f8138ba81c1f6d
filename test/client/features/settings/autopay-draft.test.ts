import { describe, expect, it } from '@jest/globals';
import {
  switchTerm,
  toAutopay,
  toAutopayDraft,
  wrongInAutopay,
  type AutopayDraft,
} from '../../../../client/features/settings/autopay-draft.ts';
import { AutopaySettings } from '../../../../domain/calendar/autopay.ts';

const settings = AutopaySettings.parse({ on: true, termsOff: ['3'], maxMinor: { CAD: 100_000 } });
const draft = toAutopayDraft(settings);

describe('the draft of autopay', () => {
  it('is what was saved, and saves as it', () => {
    expect(draft.maxMinor).toEqual([{ currency: 'CAD', amount: '1000.00' }]);
    expect(toAutopay(draft)).toEqual(settings);
  });

  it.each<[Partial<AutopayDraft>, string[]]>([
    [{}, []],
    [{ shiftDays: -30 }, []],
    [{ shiftDays: 31 }, ['shiftDays']],
    [{ shiftDays: Number.NaN }, ['shiftDays']],
    [{ maxMinor: [{ currency: 'C', amount: '1' }] }, ['maxMinor']],
  ])('with %j is wrong in %j', (change, wrong) => {
    const changed = { ...draft, ...change };
    expect(wrongInAutopay(changed)).toEqual(wrong);
    expect(AutopaySettings.safeParse(toAutopay(changed)).success).toBe(
      !wrong.includes('shiftDays'),
    );
  });

  it('switches single terms', () => {
    expect(switchTerm(['3'], '4', false)).toEqual(['3', '4']);
    expect(switchTerm(['3', '4'], '3', true)).toEqual(['4']);
    expect(switchTerm(['3'], '3', false)).toEqual(['3']);
  });
});
