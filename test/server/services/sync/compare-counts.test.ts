import { describe, expect, it } from '@jest/globals';
import {
  comparedPlaces,
  isReadWhole,
  mapKinds,
  placesOf,
} from '../../../../server/services/sync/compare-counts.ts';

const asExpected = mapKinds(() => 5);

describe('what a check reads', () => {
  it('is open invoices alone while every number is as expected', () => {
    const progress = placesOf({ whole: false }, asExpected, asExpected);
    expect(Object.keys(progress)).toEqual(['invoices']);
    expect(isReadWhole({ progress }, 'invoices')).toBe(false);
  });

  it('is every record of a kind whose number differs', () => {
    const progress = placesOf({ whole: false }, { ...asExpected, invoices: 6 }, asExpected);
    expect(progress.invoices).toMatchObject({ total: 6, finished: false });
    expect(isReadWhole({ progress }, 'invoices')).toBe(true);
  });

  it('is not a kind of which the books keep no count, until everything is read', () => {
    const counts = { ...asExpected, terms: null };
    const night = placesOf({ whole: false }, counts, asExpected);
    const whole = placesOf({ whole: true }, counts, asExpected);
    expect(Object.keys(night)).toEqual(['invoices']);
    expect(whole.terms).toMatchObject({ total: null, finished: false });
    expect(isReadWhole({ progress: whole }, 'terms')).toBe(true);
    expect(comparedPlaces(asExpected, counts).terms).toMatchObject({ done: 5, total: null });
  });
});
