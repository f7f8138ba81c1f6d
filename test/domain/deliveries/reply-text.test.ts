import { describe, expect, it } from '@jest/globals';
import { firstLines } from '../../../domain/deliveries/reply-text.ts';

describe('the first lines of a reply', () => {
  it.each([
    [
      'We pay on Friday.\r\n\r\nOn Mon, 16 Nov 2026, Rose wrote:\r\n> Please pay',
      'We pay on Friday.',
    ],
    ['Vendredi.\n\nLe lun. 16 nov. 2026 à 10:00, Rose a écrit :\n> Merci', 'Vendredi.'],
    ['Friday\n-----Original Message-----\nFrom: x', 'Friday'],
    ['Friday\n> quoted\nbelow', 'Friday'],
    ['> only\n> quoted', '> only\n> quoted'],
    ['a\u202eb\u0007c', 'a b c'],
    ['', ''],
  ])('%j', (text, lines) => {
    expect(firstLines(text)).toBe(lines);
  });

  it('are never more than 500 characters, and no character is cut in two', () => {
    const cut = [...firstLines('💶'.repeat(600))];
    expect([cut.length, cut.at(-2), cut.at(-1)]).toEqual([500, '💶', '…']);
  });
});
