import { useTranslations } from 'use-intl';
import { useLanguageCode } from '../../../ui/sentences.ts';
import type { Templates } from './draft.ts';

/** The fitting templates, and the chosen one even when it does not fit, so that it is seen. */
export function useTemplateOptions(fitting: Templates, chosen: string, all: Templates) {
  const t = useTranslations();
  const language = useLanguageCode();
  const shown = fitting.some((template) => template.id === chosen)
    ? fitting
    : [...fitting, ...all.filter((template) => template.id === chosen)];
  return shown.map((template) => ({
    value: template.id,
    label: t('r2.templateOption', {
      name: template.name[language],
      languages: template.languages.map((code) => code.toUpperCase()).join(' '),
    }),
  }));
}
