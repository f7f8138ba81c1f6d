import type { PreparedRule, PreparedStep } from '../prepare.ts';
import { languages, type Language } from '../rule.ts';
import { type Finding, findingAbout, type LintFacts } from './finding.ts';

/** Longest run of days off that a step before the due date should survive. */
const LONG_WEEKEND = 3;

/** What keeps single steps from being sent. */
export function findInSteps(rule: PreparedRule, facts: LintFacts): Finding[] {
  return [
    ...findAfterDueDate(rule),
    ...rule.steps.flatMap((step) => ofTemplate(rule, step, facts)),
  ];
}

/** E41: a message ahead of the due date that waits for the next sending day can find the due date gone by then. */
function findAfterDueDate(rule: PreparedRule): Finding[] {
  if (rule.reminderClass !== 'coming_due' || rule.shift !== 'after') return [];
  const days = rule.steps.map(({ step }) => step.days).filter((one) => one < LONG_WEEKEND);
  if (days.length === 0) return [];
  return [
    findingAbout(rule, {
      code: 'after-due-date',
      severity: 'warning',
      section: 'more',
      field: 'weekend',
      saw: { days: days.sort((a, b) => a - b).map(String) },
    }),
  ];
}

/** E35: a template that is gone, or has no text in a language that is read. */
function ofTemplate(rule: PreparedRule, { step }: PreparedStep, facts: LintFacts): Finding[] {
  const index = rule.settings.steps.findIndex(({ id }) => id === step.id);
  const about = { section: 'schedule', field: `steps.${index}.templateId` } as const;
  const template = facts.templates.get(step.templateId);
  if (!template)
    return [
      findingAbout(rule, {
        code: 'template-gone',
        severity: 'error',
        ...about,
        saw: { days: step.days },
      }),
    ];
  return languages
    .filter((language) => !template.languages.includes(language))
    .flatMap((language) => {
      const readers = readersOf(rule, step.language, language, facts);
      if (readers === 0) return [];
      const saw = { en: template.name.en, fr: template.name.fr, language, readers };
      return [findingAbout(rule, { code: 'template-language', severity: 'error', ...about, saw })];
    });
}

/** How many customers would get this step in the language; a step in a fixed language goes to all of them. */
function readersOf(
  rule: PreparedRule,
  wanted: Language | 'customer',
  language: Language,
  { readers }: LintFacts,
): number {
  const found = readers.get(rule.id) ?? { en: 0, fr: 0 };
  if (wanted === 'customer') return found[language];
  return wanted === language ? Math.max(1, found.en + found.fr) : 0;
}
