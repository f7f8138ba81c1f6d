import { describe, expect, it } from '@jest/globals';
import { Invalid } from '../../../../domain/errors.ts';
import { toEmailField } from '../../../../server/services/customers/email-field.ts';

const MAX = 100;

describe('what a person typed as a customer’s address (E31)', () => {
  it.each([
    ['one address', 'a@x.example', 'a@x.example'],
    ['spaces around it', '  a@x.example ', 'a@x.example'],
    ['commas', 'a@x.example,b@x.example', 'a@x.example, b@x.example'],
    ['semicolons', 'a@x.example; b@x.example;', 'a@x.example, b@x.example'],
    ['spaces', 'a@x.example b@x.example', 'a@x.example, b@x.example'],
    [
      'display names',
      '"Holt, Lena" <lena@x.example>, Site <b@x.example>',
      'lena@x.example, b@x.example',
    ],
    ['doubles in any case', 'a@x.example, A@X.example, b@x.example', 'a@x.example, b@x.example'],
    ['nothing', '', null],
    ['blanks', '   ', null],
    ['only separators', ' , ; ', null],
    ['null', null, null],
  ])('%s', (_name, text, expected) => {
    expect(toEmailField(text, MAX)).toBe(expected);
  });

  it.each([
    ['accounts@', ['accounts@']],
    ['a@x.example, b@@x.example; c@x', ['b@@x.example', 'c@x']],
    ['call first', ['call first']],
    ['a@x.example\nBcc: b@x.example', ['a@x.example Bcc: b@x.example']],
  ])('%j is refused by naming each bad address', (text, bad) => {
    const issues = issuesOf(text);
    expect(issues).toEqual(
      bad.map((message) => ({ path: 'email', code: 'customer.email-bad', message })),
    );
  });

  it.each([
    [100, null],
    [101, '101 / 100'],
  ])('%s characters: %s', (length, message) => {
    const text = addressesOf(length);
    const expected =
      message === null ? null : [{ path: 'email', code: 'customer.email-too-long', message }];
    expect(message === null ? toEmailField(text, MAX) : issuesOf(text)).toEqual(expected ?? text);
  });

  it('counts what will be written, not what was typed', () => {
    const typed = `"${'n'.repeat(90)}" <a@x.example>`;
    expect(toEmailField(typed, MAX)).toBe('a@x.example');
    expect(issuesOf(addressesOf(100).replace(', ', ',').concat('x'))).toMatchObject([
      { message: '101 / 100' },
    ]);
  });
});

/** Two addresses that together take so many characters. */
function addressesOf(length: number): string {
  const first = `${'a'.repeat(40)}@x.example, `;
  const end = '@x.example';
  return `${first}${'b'.repeat(length - first.length - end.length)}${end}`;
}

function issuesOf(text: string) {
  try {
    toEmailField(text, MAX);
  } catch (error) {
    if (error instanceof Invalid) return error.issues;
    throw error;
  }
  return [];
}
