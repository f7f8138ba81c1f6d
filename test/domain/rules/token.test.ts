import { describe, expect, it } from '@jest/globals';
import { findToken, foldText } from '../../../domain/rules/token.ts';

describe('foldText (BJ-10)', () => {
  it.each([
    ['#NO', '#no'],
    ['É'.normalize('NFD'), 'é'],
    ['Ångström', 'ångström'],
    ['ＮＯ', 'ｎｏ'],
  ])('makes %j comparable', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is stable', () => {
    for (const text of ['İ', 'É'.normalize('NFD'), 'ẞ', 'Σ'])
      expect(foldText(foldText(text))).toBe(foldText(text));
  });
});

describe('findToken', () => {
  it('shows the words around it as they were written', () => {
    expect(findToken('Attention É #Stop now', '#stop')).toEqual({
      position: 12,
      excerpt: 'Attention É #Stop now',
    });
  });

  it('shows the token even behind letters that grow', () => {
    expect(findToken(`${'İ'.repeat(30)}#STOP`, '#stop')?.excerpt).toContain('#stop');
  });

  it('finds nothing where there is nothing', () => {
    expect(findToken('', '#stop')).toBeNull();
  });
});
