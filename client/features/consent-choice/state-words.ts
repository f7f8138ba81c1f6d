import { useTranslations } from 'use-intl';
import type { ChoosableCompany } from '../../../domain/api/consent-choice.ts';
import { useCodeSentence } from '../../ui/sentences.ts';

/** Where a company stands, as a sentence; names the organisation when it is one of the person's own. */
export function useStateWords(): (
  company: Pick<ChoosableCompany, 'state' | 'organisation'>,
) => string {
  const t = useTranslations();
  const sentence = useCodeSentence();
  return ({ state, organisation }) => {
    const values = { organisation: organisation?.name ?? '' };
    if (organisation && state === 'again') return t('a2.choose.again', values);
    const named = organisation && sentence('a2.choose.state', `${state}-to`, values);
    return named ?? sentence('a2.choose.state', state) ?? '';
  };
}
