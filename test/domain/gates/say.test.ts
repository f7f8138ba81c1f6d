import { describe, expect, it } from '@jest/globals';
import { formatDay, sayIn } from '../../../domain/gates/say.ts';

describe('formatDay (ux 7.3)', () => {
  it.each([
    ['2026-11-22', 'en-CA', '22 Nov 2026'],
    ['2026-11-22', 'en-US', '22 Nov 2026'],
    ['2026-11-22', 'fr-CA', '22 nov. 2026'],
    ['2026-11-22', 'fr-FR', '22 nov. 2026'],
    ['soon', 'en-CA', '–'],
    [null, 'en-CA', '–'],
  ])('%s in %s is %s', (on, locale, expected) => {
    expect(formatDay(on, locale)).toBe(expected);
  });
});

describe('sayIn', () => {
  const say = sayIn('en-US', {
    a: 'x',
    none: null,
    list: ['b', 'c'],
    amount: 150,
    currency: 'USD',
  });
  it.each([
    ['text', say.text('a'), 'x'],
    ['text that is missing', say.text('none'), '–'],
    ['text that was never seen', say.text('other'), '–'],
    ['list', say.list('list'), 'b, c'],
    ['money', say.money('amount'), '$1.50'],
    ['money that is none', say.money('a'), '–'],
  ])('writes %s', (_case, written, expected) => {
    expect(written).toBe(expected);
  });
});
