import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { TemplateCheck } from '../../../../domain/api/templates.ts';
import type { Language } from '../../../../domain/rules/rule.ts';
import { differingFields } from '../source/differences.ts';
import { isWritten, otherOf, type Draft } from './draft.ts';

interface LanguageTabsProps {
  texts: Draft['texts'];
  checks: TemplateCheck[];
  language: Language;
  onLanguage: (language: Language) => void;
  children: ReactNode;
}

/** Each language with its state: complete, something to correct, fields the other names, or missing. */
export function LanguageTabs({ texts, checks, language, onLanguage, children }: LanguageTabsProps) {
  const t = useTranslations();
  const state = useLanguageState(texts, checks);
  return (
    <Tabs value={language} onChange={(value) => onLanguage(value === 'fr' ? 'fr' : 'en')}>
      <Tabs.List aria-label={t('r6.languages')} mb="sm">
        <Tabs.Tab value="en">
          {t('r6.tab', { language: t('language.en'), state: state('en') })}
        </Tabs.Tab>
        <Tabs.Tab value="fr">
          {t('r6.tab', { language: t('language.fr'), state: state('fr') })}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value={language}>{children}</Tabs.Panel>
    </Tabs>
  );
}

function useLanguageState(texts: Draft['texts'], checks: TemplateCheck[]) {
  const t = useTranslations();
  return (language: Language): string => {
    const text = texts[language];
    if (!isWritten(text)) return t('r6.state.missing');
    const errors = checks.filter(
      (check) => check.language === language && check.severity === 'error',
    ).length;
    if (errors > 0) return t('r6.state.errors', { count: errors });
    const other = texts[otherOf(language)];
    const count = isWritten(other) ? differingFields(text, other).length : 0;
    return count > 0 ? t('r6.state.differences', { count }) : t('r6.state.complete');
  };
}
