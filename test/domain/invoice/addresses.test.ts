import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAddress, parseAddresses } from '../../../domain/invoice/addresses.ts';

describe('parseAddresses (E31)', () => {
  it.each<[string, string | null, string[], string[]]>([
    ['nothing', null, [], []],
    ['an empty field', '', [], []],
    ['blanks and separators only', ' , ; ,', [], []],
    ['one', 'a@x.example', ['a@x.example'], []],
    ['one between blanks', '  a@x.example ', ['a@x.example'], []],
    ['commas', 'a@x.example,b@x.example', ['a@x.example', 'b@x.example'], []],
    ['semicolons', 'a@x.example; b@x.example;', ['a@x.example', 'b@x.example'], []],
    ['spaces', 'a@x.example  b@x.example', ['a@x.example', 'b@x.example'], []],
    ['no-break spaces', 'a@x.example\u00a0b@x.example', ['a@x.example', 'b@x.example'], []],
    ['a display name', 'Jo Doe <a@x.example>', ['a@x.example'], []],
    [
      'a quoted display name with a comma',
      '"Doe, Jo" <a@x.example>, b@x.example',
      ['a@x.example', 'b@x.example'],
      [],
    ],
    ['a display name without brackets', 'Jo a@x.example', ['a@x.example'], []],
    ['a display name that is an address', 'boss@y.example <a@x.example>', ['a@x.example'], []],
    ['brackets only', '<a@x.example> <b@x.example>', ['a@x.example', 'b@x.example'], []],
    ['a bracket left open', '<a@x.example', ['a@x.example'], []],
    ['doubles in other case', 'A@x.example, a@X.EXAMPLE', ['A@x.example'], []],
    [
      'a bad one among good ones',
      'a@x.example, oops, b@x.example',
      ['a@x.example', 'b@x.example'],
      ['oops'],
    ],
    ['only a bad one', 'call 555 1234', [], ['call 555 1234']],
    ['no domain', 'a@', [], ['a@']],
    ['no dot in the domain', 'a@localhost', [], ['a@localhost']],
    ['an address of digits', 'a@192.168.0.1', [], ['a@192.168.0.1']],
    ['two dots', 'a..b@x.example', [], ['a..b@x.example']],
    ['a dot at the end of the name', 'a.@x.example', [], ['a.@x.example']],
    ['two at-signs', 'a@b@x.example', [], ['a@b@x.example']],
    ['an accent in the domain', 'a@exämple.fr', ['a@exämple.fr'], []],
    ['an accent in the name', 'é@x.example', [], ['é@x.example']],
    ['a plus and an apostrophe', "o'b+inv@x.example", ["o'b+inv@x.example"], []],
  ])('reads %s', (_case, text, usable, bad) => {
    expect(parseAddresses(text)).toEqual({ usable, bad });
  });

  it.each([
    ['a@x.example\r\nBcc: evil@y.example', 'a line break'],
    ['a@x.example\nevil@y.example', 'a bare line feed'],
    ['a@x.example\u0000', 'a NUL'],
    ['a@x.example\u202emoc.y', 'text turned round'],
    ['a@x.example\u2028evil@y.example', 'a line separator'],
    ['"x\r\nBcc: e@y.example" <a@x.example>', 'a line break in the name'],
  ])('refuses the whole entry %j: %s', (text) => {
    const { usable, bad } = parseAddresses(text);
    expect(usable).toEqual([]);
    expect(bad).toHaveLength(1);
    expect(bad[0]).not.toMatch(/[\r\n\u0000\u202e\u2028]/);
  });

  it('still takes the entries beside a refused one', () => {
    expect(parseAddresses('a@x.example\r\n, b@x.example').usable).toEqual(['b@x.example']);
  });

  it.each([
    [`${'a'.repeat(64)}@x.example`, true],
    [`${'a'.repeat(65)}@x.example`, false],
    [`a@${'b'.repeat(63)}.example`, true],
    [`a@${'b'.repeat(64)}.example`, false],
    [`a@${'b.'.repeat(130)}example`, false],
  ])('%s is short enough: %s', (text, expected) => {
    expect(isAddress(text)).toBe(expected);
  });

  it('only ever gives addresses that can stand in a header', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a@.,;<>" \r\n\tx1é'), maxLength: 40 }),
        (text) => {
          for (const address of parseAddresses(text).usable)
            expect(address).toMatch(/^[^\s,;<>"]+@[^\s,;<>"@]+$/);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('gets through a field made to be slow', () => {
    const text = `${'a.'.repeat(20_000)}@${'a-'.repeat(20_000)} ${'<'.repeat(20_000)} ${'"'.repeat(20_001)}`;
    expect(parseAddresses(text).usable).toEqual([]);
  });
});
