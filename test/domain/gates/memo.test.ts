import { describe, expect, it } from '@jest/globals';
import type { Invoice } from '../../../domain/invoice/invoice.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { answerOf, askGate, makeFacts, odd } from '../support/make-facts.ts';

type Mode = RuleSettings['memo']['mode'];
const facts = (mode: Mode, token: string, invoice: Partial<Invoice>) =>
  makeFacts({ settings: { memo: { mode, token } }, invoice });

describe('memo (BJ-10)', () => {
  const composed = '#déjà';
  const decomposed = composed.normalize('NFD');

  it.each<[string, string, Partial<Invoice>, boolean]>([
    ['in the message on the invoice', '#no', { memoOnInvoice: 'x #no y' }, true],
    ['in the message on the statement', '#no', { memoOnStatement: 'x #no y' }, true],
    ['as the whole field', '#no', { memoOnInvoice: '#no' }, true],
    ['inside a word', '#no', { memoOnInvoice: 'a#nob' }, true],
    ['nowhere', '#no', { memoOnInvoice: 'no', memoOnStatement: '# no' }, false],
    ['split over both fields', '#no', { memoOnInvoice: '#n', memoOnStatement: 'o' }, false],
    ['in other case', '#No-Reminder', { memoOnInvoice: '#NO-REMINDER' }, true],
    ['in other case with accents', '#DÉJÀ', { memoOnInvoice: '#déjà' }, true],
    ['composed, token decomposed', decomposed, { memoOnInvoice: composed }, true],
    ['decomposed, token composed', composed, { memoOnInvoice: decomposed }, true],
    ['without the accent', composed, { memoOnInvoice: '#deja' }, false],
    ['with blanks around the token', '  #no  ', { memoOnInvoice: 'x#noy' }, true],
    ['like a pattern', '.*', { memoOnInvoice: 'anything' }, false],
    ['as the characters of a pattern', 'a.*(b)', { memoOnInvoice: 'xA.*(B)' }, true],
    ['behind a letter that grows', '#no', { memoOnInvoice: 'İİİ #NO' }, true],
  ])('token %s', (_case, token, invoice, isFound) => {
    expect(answerOf('memo', facts('include', token, invoice))).toBe(
      isFound ? 'pass found' : 'skip token-missing',
    );
    expect(answerOf('memo', facts('ignore', token, invoice))).toBe(
      isFound ? 'skip token-present' : 'pass not-found',
    );
  });

  it('is off without looking', () => {
    expect(answerOf('memo', facts('off', '#no', { memoOnInvoice: '#no' }))).toBe('pass off');
  });

  it.each(['', '   ', '\t'])('holds when the token is %j', (token) => {
    expect(answerOf('memo', facts('include', token, {}))).toBe('hold invalid-rule');
    expect(answerOf('memo', facts('ignore', token, {}))).toBe('hold invalid-rule');
  });

  it('holds for a mode it does not know, and for a memo that is no text', () => {
    expect(answerOf('memo', facts(odd('maybe'), '#no', {}))).toBe('hold unreadable');
    expect(answerOf('memo', facts('ignore', '#no', { memoOnInvoice: odd(null) }))).toBe(
      'hold unreadable',
    );
  });

  it('saw field, position and the words around (E52)', () => {
    const memoOnStatement = 'Please pay by bank transfer only. #No-Reminder as agreed with Jo.';
    expect(askGate('memo', facts('ignore', '#no-reminder', { memoOnStatement })).saw).toEqual({
      mode: 'ignore',
      token: '#no-reminder',
      field: 'memoOnStatement',
      position: 34,
      excerpt: ' bank transfer only. #No-Reminder as agreed with Jo.'.slice(1),
    });
  });

  it('saw which fields were searched when nothing is there', () => {
    expect(askGate('memo', facts('include', '#x', {})).saw).toEqual({
      mode: 'include',
      token: '#x',
      searched: ['memoOnInvoice', 'memoOnStatement'],
    });
  });
});
