import { useTranslations } from 'use-intl';
import type { Draft } from './draft.ts';

/** Which invoice filters are set, in one line: the state of a folded section. */
export function useFilterWords(): (draft: Draft) => string {
  const t = useTranslations();
  return ({ settings, minimum }) => {
    const { memo, createdBefore, terms, autopay, currencies, languages } = settings;
    const parts = [
      [memo.mode !== 'off', t('r2.memo')],
      [createdBefore.on !== null, t('r2.createdBefore')],
      [terms.off.length > 0 || !terms.noTerms, t('r2.terms')],
      [autopay !== 'any', t('r2.autopay')],
      [minimum.length > 0, t('r2.minimum')],
      [currencies.length > 0, t('r2.currencies')],
      [languages.length > 0, t('r2.languages')],
    ] as const;
    const set = parts.filter(([isSet]) => isSet).map(([, name]) => name);
    return set.length === 0 ? t('r2.noFilter') : set.join(', ');
  };
}
