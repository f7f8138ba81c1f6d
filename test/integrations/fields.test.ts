import { describe, expect, it } from '@jest/globals';
import { flagOf, listOf, mapRows, Misfit, needText, partOf } from '../../integrations/fields.ts';

describe('members of a record', () => {
  it.each([
    [needText, 'a', 'a'],
    [needText, 1500.1, '1500.1'],
    [flagOf, true, true],
    [flagOf, null, null],
    [partOf, undefined, {}],
    [listOf, null, []],
    [listOf, [{ Id: '1' }], [{ Id: '1' }]],
  ] as const)('%p reads %p', (read, value, expected) => {
    expect((read as (value: unknown) => unknown)(value)).toEqual(expected);
  });

  it.each([
    [needText, null],
    [needText, {}],
    [flagOf, 'true'],
    [partOf, 'text'],
    [listOf, {}],
  ] as const)('%p does not take %p', (read, value) => {
    expect(() => (read as (value: unknown) => unknown)(value)).toThrow(Misfit);
  });

  it('a bad row costs itself only, and each kind of badness has its code', () => {
    const toRecord = (row: Record<string, unknown>) => {
      if (row['amount'] === 'many') throw new RangeError('not a decimal');
      return needText(row['name']);
    };
    const idOf = (row: unknown) => String((row as { id?: string } | null)?.id ?? '');
    const rows = [{ id: '1', name: 'a' }, { id: '2' }, null, { id: '4', amount: 'many' }];
    const codes = { record: 'r', amount: 'a' };
    expect(mapRows(rows, { toRecord, idOf, unreadable: codes })).toEqual({
      records: ['a'],
      unreadable: [
        { recordId: '2', code: 'r' },
        { recordId: '', code: 'r' },
        { recordId: '4', code: 'a' },
      ],
    });
    const broken = () => {
      throw new TypeError('ours');
    };
    expect(() => mapRows([{}], { toRecord: broken, idOf, unreadable: codes })).toThrow(TypeError);
  });
});
