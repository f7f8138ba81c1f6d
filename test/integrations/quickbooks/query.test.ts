import { describe, expect, it } from '@jest/globals';
import { idIn, page, quoted, where } from '../../../integrations/quickbooks/query.ts';

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
    expect(page(where(idIn(['1', '2']), '', 'Active in (true,false)'), 991)).toBe(
      "where Id in ('1','2') and Active in (true,false) orderby Id startposition 991 maxresults 1000",
    );
    expect(page(where(''), 1, 'MetaData.LastUpdatedTime')).toBe(
      'orderby MetaData.LastUpdatedTime startposition 1 maxresults 1000',
    );
    expect(page('')).toBe('orderby Id startposition 1 maxresults 1000');
  });
});
