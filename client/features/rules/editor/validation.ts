import '../../../ui/zod-without-eval.ts';
import { useTranslations } from 'use-intl';
import { RuleSettings } from '../../../../domain/rules/rule.ts';
import { problemOf, toAmounts } from '../../../ui/amounts.ts';
import type { Draft } from './draft.ts';

interface Issue {
  path: PropertyKey[];
  code: string;
  message: string;
}
type Translate = ReturnType<typeof useTranslations<never>>;

export function isValid(settings: RuleSettings): boolean {
  return RuleSettings.safeParse(settings).success;
}

/** Errors by field of the form, checked with the very schema of the server and told in our words. */
export function useRuleValidation(): (draft: Draft) => Record<string, string> {
  const t = useTranslations();
  return (draft) => {
    const settings = { ...draft.settings, minimum: toAmounts(draft.minimum) };
    const { error } = RuleSettings.safeParse(settings);
    const errors: Record<string, string> = {};
    for (const issue of error?.issues ?? []) {
      const field = fieldOf(issue.path);
      errors[field] ??= sentenceOf(t, issue, settings);
    }
    if (draft.minimum.some((_, index) => problemOf(draft.minimum, index) !== null))
      errors['settings.minimum'] = t('r2.error.minimum');
    return errors;
  };
}

/** Single addresses of a list are reported on the list, which is one field. */
function fieldOf(path: PropertyKey[]): string {
  const [part, list] = path;
  if (part === 'currencies') return 'settings.currencies';
  const kept = part === 'email' || part === 'customers' ? [part, list] : path;
  return ['settings', ...kept].map(String).join('.');
}

function sentenceOf(t: Translate, issue: Issue, settings: RuleSettings): string {
  const [part, second, index] = issue.path;
  if (issue.message === 'day-twice') return t('r2.error.dayTwice');
  if (part === 'name')
    return issue.code === 'too_big' ? t('r2.error.nameLong') : t('r2.error.name');
  if (part === 'steps') return stepSentence(t, issue);
  if (part === 'customers') return t('r2.error.customers');
  if (part === 'memo') return t('r2.error.token');
  if (part === 'currencies')
    return t('r2.error.currency', { currency: String(settings.currencies[Number(second)] ?? '') });
  if (part === 'missed') return t('r2.error.missed');
  if (part === 'createdBefore') return t('r2.error.date');
  if (part === 'email' && (second === 'cc' || second === 'bcc') && typeof index === 'number')
    return t('r2.error.address', { address: settings.email[second][index] ?? '' });
  if (part === 'email') return t('r2.error.addresses');
  return t('r2.error.other');
}

function stepSentence(t: Translate, { path, code }: Issue): string {
  if (path[2] === 'afterMinutes') return t('r2.error.delay');
  if (path.length === 1)
    return code === 'too_big' ? t('r2.error.manySteps') : t('r2.error.noSteps');
  return path[2] === 'templateId' ? t('r2.error.template') : t('r2.error.days');
}

/** What only the server can know, in our words; by field. */
export function useServerIssues() {
  const t = useTranslations();
  const words: Record<string, string> = {
    'name-taken': t('r2.error.nameTaken'),
    'no-such-template': t('r2.error.template'),
    'template-without-en': t('r2.error.templateLanguage'),
    'template-without-fr': t('r2.error.templateLanguage'),
  };
  return (issues: readonly { path: string; code: string }[]): Record<string, string> =>
    Object.fromEntries(issues.map(({ path, code }) => [path, words[code] ?? t('r2.error.other')]));
}
