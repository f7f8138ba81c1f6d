import { describe, expect, it } from '@jest/globals';
import type { InvoiceState } from '../../../domain/invoice/invoice.ts';
import { answerOf, makeFacts, odd } from '../support/make-facts.ts';

describe('document-status', () => {
  it.each<[InvoiceState, string]>([
    ['open', 'pass open'],
    ['paid', 'skip paid'], // E56
    ['void', 'skip void'], // E11
    ['deleted', 'skip deleted'], // E12
    [odd('draft'), 'hold unreadable'], // E13
    [odd(null), 'hold unreadable'],
  ])('%s', (state, expected) => {
    expect(answerOf('document-status', makeFacts({ invoice: { state } }))).toBe(expected);
  });
});
