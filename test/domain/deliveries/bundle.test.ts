import { describe, expect, it } from '@jest/globals';
import { bundleOf } from '../../../domain/deliveries/bundle.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { makeFacts } from '../support/make-facts.ts';

const rule = (settings: Partial<RuleSettings> = {}) => prepareRule(makeFacts({ settings }).rule);
const about = { chasedId: 'c-1', currency: 'CAD', recipients: ['a@x.example', 'b@x.example'] };
const same = (text: string) => text;
const bundle = (settings: Partial<RuleSettings> = {}, wanted: Partial<typeof about> = {}) =>
  bundleOf(rule(settings), { ...about, ...wanted }, same);

describe('bundleOf (product.md 4, idea 5)', () => {
  it.each([
    ['another rule of any condition', { condition: 'coming_due' as const, name: 'Other' }, {}],
    ['an account summary', { type: 'summary' as const }, {}],
    [
      'the same addresses in another order and case',
      {},
      { recipients: ['B@x.example', 'a@x.example'] },
    ],
  ])('is the same for %s', (_case, settings, wanted) => {
    expect(bundle(settings, wanted)).toBe(bundle());
  });

  it.each([
    ['another customer', {}, { chasedId: 'c-2' }],
    ['another currency (E7)', {}, { currency: 'USD' }],
    ['another recipient', {}, { recipients: ['a@x.example'] }],
    ['a notice of a new invoice', { type: 'new_invoice' as const }, {}],
  ])('differs for %s', (_case, settings, wanted) => {
    expect(bundle(settings, wanted)).not.toBe(bundle());
  });

  it('is none for a rule that writes about each invoice, and where nobody or no currency is known', () => {
    expect(bundle({ bundle: false })).toBeNull();
    expect(bundleOf(rule(), { ...about, chasedId: null }, same)).toBeNull();
    expect(bundleOf(rule(), { ...about, currency: null }, same)).toBeNull();
  });

  it('keeps addresses out of the key', () => {
    expect(bundleOf(rule(), about, () => 'digest')).toBe('reminder:digest');
  });
});
