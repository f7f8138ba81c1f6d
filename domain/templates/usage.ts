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
  /** Invoices that Dunlin sends leave with it. */
  invoices: boolean;
  languages: Language[];
}

/** What sends templates: the rules, and the sending of invoices. */
export interface Senders {
  rules: NamedRule[];
  invoiceTemplateId: string;
}

/** Who sends the template, and in which languages it may be needed. */
export function usageOf(templateId: string, { rules, invoiceTemplateId }: Senders): TemplateUsage {
  const steps = (rule: NamedRule) =>
    rule.settings.steps.filter((step) => step.templateId === templateId);
  const using = rules.filter((rule) => steps(rule).length > 0);
  const needed = new Set(using.flatMap((rule) => steps(rule).flatMap(languagesOfStep)));
  const invoices = templateId === invoiceTemplateId;
  return {
    invoices,
    rules: using.map(({ id, settings }) => ({ id, name: settings.name })),
    languages: languages.filter((language) => invoices || needed.has(language)),
  };
}
