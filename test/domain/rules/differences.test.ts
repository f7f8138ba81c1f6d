import { describe, expect, it } from '@jest/globals';
import { differenceFields, differencesOf } from '../../../domain/rules/differences.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { makeSettings } from '../support/make-facts.ts';

const base = makeSettings();
const lines = (wanted: Partial<RuleSettings>, enabled = true) =>
  differencesOf(
    { enabled: true, settings: base },
    { enabled, settings: { ...base, ...wanted } },
  ).map(
    ({ field, stepDays, before, after }) =>
      `${field}${stepDays === null ? '' : ` ${stepDays}`}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );
const [first, second, third] = base.steps;
if (!first || !second || !third) throw new Error('the usual rule has three steps');

describe('what changed between two versions (product.md 4, idea 22)', () => {
  it.each<[string, Partial<RuleSettings>, string[]]>([
    ['nothing', {}, []],
    ['the name', { name: 'Firm' }, [`name: ${JSON.stringify(base.name)} → "Firm"`]],
    [
      'the days of a step, which stays the same step (E46)',
      { steps: [{ ...first, days: 5 }, second, third] },
      ['step.days 5: 3 → 5'],
    ],
    [
      'a step more and one less',
      { steps: [first, second, { ...third, id: 'new', days: 40 }] },
      ['steps.added 40: null → 40', 'steps.removed 20: 20 → null'],
    ],
    [
      'template and language of a step',
      { steps: [{ ...first, templateId: 'final', language: 'fr' }, second, third] },
      [`step.template 3: "${first.templateId}" → "final"`, 'step.language 3: "customer" → "fr"'],
    ],
    [
      'customers, by who went and who came',
      { customers: { mode: 'only', customerIds: ['a'], includeChildren: true } },
      [
        'customers.mode: "except" → "only"',
        'customers.ids: [] → ["a"]',
        'customers.includeChildren: false → true',
      ],
    ],
    ['a minimum of one currency', { minimum: { CAD: 500 } }, ['minimum: [] → ["CAD 500"]']],
    ['terms that became known only', { terms: { ...base.terms, known: ['x'] } }, []],
    [
      'how missed steps are treated',
      { missed: { mode: 'all', maxDays: 5 } },
      ['missed.mode: "newest" → "all"', 'missed.maxDays: null → 5'],
    ],
    [
      'the type; a condition only counts for due reminders (BJ-4)',
      { type: 'summary' },
      ['type: "due" → "summary"', 'condition: "overdue" → null'],
    ],
  ])('%s', (_name, wanted, expected) => {
    expect(lines(wanted)).toEqual(expected);
  });

  it('the switch', () => {
    expect(lines({}, false)).toEqual(['enabled: true → false']);
  });

  it('tells them in the order of the editor', () => {
    const found = differencesOf(
      { enabled: true, settings: base },
      { enabled: false, settings: { ...base, afterLast: 'nothing', name: 'X', autopay: 'on' } },
    ).map(({ field }) => field);
    expect(found).toEqual(['enabled', 'name', 'autopay', 'afterLast']);
    expect(new Set(differenceFields).size).toBe(differenceFields.length);
  });
});
