import { useTranslations } from 'use-intl';
import type { TemplateCheck } from '../../../../domain/api/templates.ts';
import { useCodeSentence } from '../../../ui/sentences.ts';

/** What was found, where, in one sentence. */
export function useCheckSentence(): (check: TemplateCheck) => string {
  const t = useTranslations();
  const sentence = useCodeSentence();
  return (check) => {
    const language = t(check.language === 'en' ? 'language.en' : 'language.fr');
    const part = t(check.part === 'subject' ? 'r6.subject' : 'r6.body');
    const what = sentence('r6.check', check.code, { field: check.detail, detail: check.detail });
    const words = { language, part, what: what ?? check.code };
    return check.line === null || check.part === 'subject'
      ? t('r6.checkIn', words)
      : t('r6.checkAt', { ...words, line: check.line });
  };
}
