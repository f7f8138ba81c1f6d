import { describe, expect, it } from '@jest/globals';
import { findInSteps } from '../../../../domain/rules/lint/steps.ts';
import type { RuleSettings, Step } from '../../../../domain/rules/rule.ts';
import { makeSteps } from '../../support/make-facts.ts';
import { factsForLint, ruleNamed } from './lint-world.ts';

const coming = (weekend: RuleSettings['weekend'], ...days: number[]): Partial<RuleSettings> => ({
  condition: 'coming_due',
  steps: friendly(...days),
  weekend,
});
const friendly = (...days: number[]) =>
  makeSteps(...days).map((step) => ({ ...step, templateId: 'friendly' }));
const withTemplate = (templateId: string, language: Step['language'] = 'customer') => ({
  steps: friendly(3).map((step) => ({ ...step, templateId, language })),
});

describe('steps that can never be sent', () => {
  it.each<[string, Partial<RuleSettings>, [number, number], string[]]>([
    [
      'on the due date, waiting over a weekend (E41)',
      coming('after', 5, 0),
      [1, 1],
      ['after-due-date 0'],
    ],
    ['early enough to wait', coming('after', 5), [1, 1], []],
    ['before the weekend, as usual', coming('usual', 0), [1, 1], []],
    ['a template that is gone', withTemplate('gone'), [0, 0], ['template-gone 3']],
    [
      'a language that somebody reads (E35)',
      withTemplate('english-only'),
      [5, 2],
      ['template-language 2'],
    ],
    ['a language that nobody reads', withTemplate('english-only'), [5, 0], []],
    [
      'always in the missing language',
      withTemplate('english-only', 'fr'),
      [5, 0],
      ['template-language 5'],
    ],
    ['always in the other language', withTemplate('english-only', 'en'), [0, 5], []],
  ])('%s', (_name, wanted, readers, expected) => {
    const rule = ruleNamed('a', { steps: friendly(3), ...wanted });
    const found = findInSteps(rule, factsForLint({ readers: { a: readers } }));
    expect(
      found.map(({ code, saw }) => `${code} ${String(saw['readers'] ?? saw['days'])}`),
    ).toEqual(expected);
  });

  it('are named by their row in the editor', () => {
    const [first, second] = friendly(3, 10);
    if (!first || !second) throw new Error('two steps were made');
    const steps = [first, { ...second, templateId: 'gone' }];
    const [found] = findInSteps(ruleNamed('a', { steps }), factsForLint());
    expect(found).toMatchObject({ section: 'schedule', field: 'steps.1.templateId' });
  });
});
