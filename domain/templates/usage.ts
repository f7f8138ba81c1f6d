import { languages, type Language, type RuleSettings, type Step } from '../rules/rule.ts';

/** Languages in which a step may have to write; a text that is missing is found when saving, never when sending (E35). */
export function languagesOfStep({ language }: Pick<Step, 'language'>): Language[] {
  return language === 'customer' ? [...languages] : [language];
}

interface NamedRule {
  id: string;
  settings: Pick<RuleSettings, 'name'> & { steps: Pick<Step, 'templateId' | 'language'>[] };
}

export interface TemplateUsage {
  rules: { id: string; name: string }[];
  languages: Language[];
}

/** Which of these rules send the template, and in which languages they may need it. */
export function usageOf(templateId: string, rules: NamedRule[]): TemplateUsage {
  const steps = (rule: NamedRule) =>
    rule.settings.steps.filter((step) => step.templateId === templateId);
  const using = rules.filter((rule) => steps(rule).length > 0);
  const needed = new Set(using.flatMap((rule) => steps(rule).flatMap(languagesOfStep)));
  return {
    rules: using.map(({ id, settings }) => ({ id, name: settings.name })),
    languages: languages.filter((language) => needed.has(language)),
  };
}
