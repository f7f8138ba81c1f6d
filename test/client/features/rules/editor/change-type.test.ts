import { describe, expect, it } from '@jest/globals';
import { withKind } from '../../../../../client/features/rules/editor/change-type.ts';
import { newDraft } from '../../../../../client/features/rules/editor/draft.ts';
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
const terms = { terms: [], withoutTerms: 0 };
const overdue = newDraft('overdue', 'Overdue invoice', { templates, terms }).settings;
const change = (kind: Partial<Pick<RuleSettings, 'type' | 'condition'>>, from = overdue) =>
  withKind(from, { ...from, ...kind }, templates);

describe('another type of rule (ux R2)', () => {
  it('another condition keeps the days and exchanges templates that only fit the old one', () => {
    const { settings, dropped } = change({ condition: 'coming_due' });
    expect(settings.steps.map(({ days, templateId }) => [days, templateId])).toEqual([
      [3, 'soon'],
      [10, 'soon'],
      [20, 'soon'],
    ]);
    expect(dropped).toEqual({ days: [], templates: 3 });
    expect(settings.steps.map(({ id }) => id)).toEqual(overdue.steps.map(({ id }) => id));
  });

  it.each(['new_invoice', 'summary'] as const)(
    '%s has another schedule: the days are dropped and named, all else stays',
    (type) => {
      const filtered = { ...overdue, memo: { mode: 'ignore' as const, token: '#x' } };
      const { settings, dropped } = change({ type }, filtered);
      expect(RuleSettings.safeParse(settings).success).toBe(true);
      expect(settings).toMatchObject({ type, name: 'Overdue invoice', memo: filtered.memo });
      expect(settings.steps).toHaveLength(1);
      expect(dropped.days).toEqual([3, 10, 20]);
      expect(settings.steps[0]?.id).not.toBe(overdue.steps[0]?.id);
    },
  );

  it('back from a notice has nothing to drop, and a day that the server accepts', () => {
    const notice = change({ type: 'new_invoice' }).settings;
    const { settings, dropped } = change({ type: 'due' }, notice);
    expect(dropped.days).toEqual([]);
    expect(RuleSettings.safeParse(settings).success).toBe(true);
    expect(settings.steps.map(({ days, afterMinutes }) => [days, afterMinutes])).toEqual([[3, 0]]);
  });

  it('the same again changes nothing', () => {
    expect(change({}).settings).toEqual(overdue);
  });
});
