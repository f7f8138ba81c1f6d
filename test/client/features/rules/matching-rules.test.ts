import { describe, expect, it } from '@jest/globals';
import { matchingRules } from '../../../../client/features/rules/matching-rules.ts';
import { newDraft } from '../../../../client/features/rules/editor/draft.ts';

const choices = { templates: [], terms: { terms: [], withoutTerms: 0 } };
const rule = (name: string, preset: 'overdue' | 'summary', enabled: boolean, warnings: number) => ({
  id: name,
  version: 1,
  enabled,
  settings: newDraft(preset, name, choices).settings,
  changedAt: '2026-11-22T10:00:00Z',
  changedBy: 'Ana',
  matches: { customers: 0, invoices: 0 },
  nextSendOn: null,
  warnings,
});
const rules = [
  rule('Échéance', 'overdue', true, 0),
  rule('Firm', 'overdue', false, 2),
  rule('Summary', 'summary', true, 1),
];

describe('filters of the list of rules', () => {
  it.each([
    [{}, ['Échéance', 'Firm', 'Summary']],
    [{ q: 'echeance' }, ['Échéance']],
    [{ q: 'FIR' }, ['Firm']],
    [{ type: 'summary' as const }, ['Summary']],
    [{ state: 'on' as const }, ['Échéance', 'Summary']],
    [{ state: 'off' as const }, ['Firm']],
    [{ state: 'warnings' as const, type: 'due' as const }, ['Firm']],
  ])('%j leave %j', (filter, expected) => {
    expect(matchingRules(rules, filter).map(({ id }) => id)).toEqual(expected);
  });
});
