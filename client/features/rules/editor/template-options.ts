import { useTranslations } from 'use-intl';
import type { Step } from '../../../../domain/rules/rule.ts';
import { languagesOfStep } from '../../../../domain/templates/usage.ts';
import { useLanguageCode } from '../../../ui/sentences.ts';
import type { Templates } from './draft.ts';

/** The fitting templates by origin, and the chosen one even when it does not fit, so that it is seen. */
export function useTemplateOptions(
  fitting: Templates,
  { templateId: chosen, language: wanted }: Pick<Step, 'templateId' | 'language'>,
  all: Templates,
) {
  const t = useTranslations();
  const language = useLanguageCode();
  const needed = languagesOfStep({ language: wanted });
  const shown = fitting.some((template) => template.id === chosen)
    ? fitting
    : [...fitting, ...all.filter((template) => template.id === chosen)];
  const toOption = (template: Templates[number]) => ({
    value: template.id,
    label: t('r2.templateOption', {
      name: template.name[language],
      languages: template.languages.map((code) => code.toUpperCase()).join(' '),
    }),
    // A missing language is found here, never when the message should leave (E35).
    disabled: !needed.every((code) => template.languages.includes(code)),
  });
  const groups = [
    { group: t('r2.builtInTemplates'), items: shown.filter((one) => one.builtIn).map(toOption) },
    { group: t('r2.ownTemplates'), items: shown.filter((one) => !one.builtIn).map(toOption) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
