import { describe, expect, it } from '@jest/globals';
import { page, quoted, whereIdIn } from '../../../integrations/quickbooks/query.ts';

describe('the query language', () => {
  it.each([
    ['O’Brien', "'O’Brien'"],
    ["O'Brien", "'O\\'Brien'"],
    ["') or Id > '0", "'\\') or Id > \\'0'"],
    ["\\' or Id > '0", "'\\\\\\' or Id > \\'0'"],
  ])('keeps %s inside its quotes', (value, expected) => {
    expect(quoted(value)).toBe(expected);
  });

  it('always names an order and a place', () => {
    expect(page(whereIdIn(['1', '2']), 991)).toBe(
      "where Id in ('1','2') orderby Id startposition 991 maxresults 1000",
    );
    expect(page('')).toBe('orderby Id startposition 1 maxresults 1000');
  });
});
