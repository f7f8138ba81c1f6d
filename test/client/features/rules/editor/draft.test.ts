import { describe, expect, it } from '@jest/globals';
import {
  draftOf,
  newDraft,
  nextStep,
  settingsOf,
  sorted,
} from '../../../../../client/features/rules/editor/draft.ts';
import { RuleSettings } from '../../../../../domain/rules/rule.ts';

const template = (id: string, kind: 'reminder' | 'coming-due') => ({
  id,
  kind,
  builtIn: true,
  name: { en: id, fr: id },
  languages: ['en' as const, 'fr' as const],
});
const templates = [
  template('gentle', 'reminder'),
  template('firm', 'reminder'),
  template('soon', 'coming-due'),
];
const terms = {
  terms: [{ id: 'net30', name: 'Net 30', active: true, openInvoices: 2 }],
  withoutTerms: 0,
};
const overdue = newDraft('overdue', 'Overdue invoice', { templates, terms });
const days = (settings: RuleSettings) => settings.steps.map((step) => step.days);

describe('a draft of a rule (BJ-7, ux R2)', () => {
  it('starts as a rule that the server accepts, with the days of the preset', () => {
    expect(RuleSettings.safeParse(overdue.settings).success).toBe(true);
    expect(days(overdue.settings)).toEqual([3, 10, 20]);
    expect(overdue.enabled).toBe(true);
  });

  it('gives later days the firmer templates and repeats the last one', () => {
    const chosen = overdue.settings.steps.map((step) => step.templateId);
    expect(chosen).toEqual(['gentle', 'firm', 'firm']);
  });

  it('adds a day a week after the last one, or closer to the due date before it', () => {
    expect(nextStep(overdue.settings, templates).days).toBe(27);
    const coming = newDraft('coming-due', 'Soon', { templates, terms });
    expect(days(coming.settings)).toEqual([5, 0]);
    expect(nextStep({ ...coming.settings, steps: [] }, templates).days).toBe(5);
  });

  it.each([
    ['new-invoice', 'new_invoice', [0]],
    ['summary', 'summary', [1]],
    ['coming-due', 'due', [5, 0]],
  ] as const)(
    'starts from the preset %s as one that the server accepts',
    (preset, type, expected) => {
      const { settings } = newDraft(preset, 'R', { templates, terms });
      expect(RuleSettings.safeParse(settings).success).toBe(true);
      expect([settings.type, days(settings)]).toEqual([type, expected]);
    },
  );

  it('takes the chosen template for a new day, and the next free day of the month for a summary', () => {
    expect(nextStep(overdue.settings, templates, 'gentle').templateId).toBe('gentle');
    const summary = newDraft('summary', 'S', { templates, terms }).settings;
    const second = nextStep(summary, templates);
    expect(second.days).toBe(15);
    expect(nextStep({ ...summary, steps: [...summary.steps, second] }, templates).days).toBe(2);
  });

  it('stands for the least amounts as they are typed', () => {
    const draft = { ...overdue, minimum: [{ currency: 'CAD', amount: '12.50' }] };
    expect(settingsOf(draft).minimum).toEqual({ CAD: 1250 });
  });

  it('is saved with its days in the order in which they come up, and the identity of each kept (E46)', () => {
    const [first, second, third] = overdue.settings.steps;
    if (!first || !second || !third) throw new Error('the preset has three days');
    const moved = { ...overdue.settings, steps: [third, first, second] };
    expect(sorted(moved).steps).toEqual([first, second, third]);
    expect(days(sorted({ ...moved, condition: 'coming_due' }))).toEqual([20, 10, 3]);
  });

  it('shows a saved rule with terms that came later as the rule treats them (BJ-13)', () => {
    const settings = {
      ...overdue.settings,
      terms: { off: [], noTerms: true, newTerms: false, known: [] },
    };
    const rule = {
      id: 'r',
      version: 1,
      enabled: false,
      settings,
      changedAt: '2026-11-22T10:00:00Z',
      changedBy: 'Ana',
    };
    const draft = draftOf(rule, terms);
    expect(draft.settings.terms).toEqual({
      off: ['net30'],
      noTerms: true,
      newTerms: false,
      known: ['net30'],
    });
    expect(draft.enabled).toBe(false);
  });
});
