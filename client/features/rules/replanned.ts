import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';

type Replanned = ResponseOf<'PUT /o/:org/rules/:rule'>['replanned'];

/** What became of the queue after a change of a rule (E46). */
export function useReplannedWords(): (replanned: Replanned) => string {
  const t = useTranslations();
  return (replanned) => {
    if (replanned === null) return t('r1.savedLater');
    const { stay, dropped, added } = replanned;
    if (stay + dropped + added === 0) return t('r1.saved');
    return t('r1.savedReplanned', replanned);
  };
}
