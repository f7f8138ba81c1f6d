import { describe, expect, it } from '@jest/globals';
import { asId, type CustomerId } from '../../../domain/ids.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { answerOf, askGate, makeFacts, odd } from '../support/make-facts.ts';

const filter = (mode: RuleSettings['customers']['mode'], ...customerIds: string[]) => ({
  customers: { mode, customerIds, includeChildren: false },
});

describe('customers (BJ-9)', () => {
  it.each([
    ['only, listed', filter('only', 'c-9', 'c-1'), 'pass listed'],
    ['only, not listed', filter('only', 'c-9'), 'skip not-listed'],
    ['only, nobody listed', filter('only'), 'hold invalid-rule'],
    ['except, not listed', filter('except', 'c-9'), 'pass not-excluded'],
    ['except, listed', filter('except', 'c-1'), 'skip excluded'],
    ['except, nobody listed', filter('except'), 'pass not-excluded'],
    ['a mode that is not known', filter(odd('some'), 'c-1'), 'hold unreadable'],
  ])('%s', (_case, settings, expected) => {
    expect(answerOf('customers', makeFacts({ settings }))).toBe(expected);
  });

  it('holds an invoice without customer in either mode', () => {
    const invoice = { customerId: null };
    for (const mode of ['only', 'except'] as const)
      expect(answerOf('customers', makeFacts({ invoice, settings: filter(mode, 'c-1') }))).toBe(
        'hold unreadable',
      );
  });

  it('does not take a listed parent for its child (E28)', () => {
    const customer = { parentId: asId<CustomerId>('c-9') };
    const facts = makeFacts({ customer, settings: filter('except', 'c-9') });
    expect(answerOf('customers', facts)).toBe('pass not-excluded');
  });

  it('saw mode, customer and length of the list', () => {
    const facts = makeFacts({ settings: filter('only', 'c-8', 'c-9') });
    expect(askGate('customers', facts).saw).toEqual({ mode: 'only', customer: 'Acme', listed: 2 });
  });
});
