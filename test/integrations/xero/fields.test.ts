import { describe, expect, it } from '@jest/globals';
import {
  dayOf,
  instantOf,
  Misfit,
  needDay,
  updatedAtOf,
} from '../../../integrations/xero/fields.ts';

describe('days of documents (E38; facts: Xero 2.2)', () => {
  it.each([
    [
      'the old form is midnight UTC of the local day',
      { Date: '/Date(1790812800000+0000)/' },
      '2026-10-01',
    ],
    ['an offset is added', { Date: '/Date(1419937200000+1300)/' }, '2014-12-31'],
    ['a negative offset is taken off', { Date: '/Date(1419987600000-0500)/' }, '2014-12-30'],
    ['without an offset', { Date: '/Date(1552326816230)/' }, '2019-03-11'],
    ['before 1970', { Date: '/Date(-86400000+0000)/' }, '1969-12-31'],
    [
      'the twin counts',
      { DateString: '2026-10-01T00:00:00', Date: '/Date(0+0000)/' },
      '2026-10-01',
    ],
    ['with a blank instead of the T', { DateString: '2026-10-01 00:00:00' }, '2026-10-01'],
    ['an ISO text', { Date: '2026-10-01' }, '2026-10-01'],
    ['the first of 1970 stands for none', { Date: '/Date(0+0000)/' }, null],
    ['absent', {}, null],
  ])('%s', (_name, record, expected) => {
    expect(dayOf(record, 'Date')).toBe(expected);
  });

  it.each([[{ Date: 'soon' }], [{ DateString: '2026-02-30T00:00:00' }], [{ Date: {} }]])(
    '%j is no day',
    (record) => {
      expect(() => dayOf(record, 'Date')).toThrow(Misfit);
    },
  );

  it('one that is needed must be there', () => {
    expect(() => needDay({}, 'Date')).toThrow(Misfit);
  });
});

describe('instants', () => {
  it.each([
    ['/Date(1541176592690+0000)/', '2018-11-02T16:36:32.690Z'],
    ['/Date(1541176592690+1300)/', '2018-11-02T16:36:32.690Z'],
    ['2018-11-02T16:36:32Z', '2018-11-02T16:36:32.000Z'],
    ['2026-11-16T00:44:09.923', '2026-11-16T00:44:09.923Z'],
    ['2026-11-16T13:44:09+13:00', '2026-11-16T00:44:09.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(instantOf(text)?.toISOString()).toBe(expected);
  });

  it('the last change is taken to the millisecond where it is told so', () => {
    const both = {
      UpdatedDateUTC: '/Date(1793322000123+0000)/',
      UpdatedDateUTCString: '2026-10-30T01:00:00Z',
    };
    expect(updatedAtOf(both).getTime()).toBe(1_793_322_000_123);
    expect(updatedAtOf({ ...both, UpdatedDateUTC: undefined }).getTime()).toBe(1_793_322_000_000);
    expect(() => updatedAtOf({})).toThrow(Misfit);
    expect(() => updatedAtOf({ UpdatedDateUTC: 'yesterday' })).toThrow(Misfit);
  });
});
