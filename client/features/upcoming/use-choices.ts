import { useTranslations } from 'use-intl';
import type { EndpointKey } from '../../../domain/api/endpoints.ts';
import type { UpcomingMessage, UpcomingTarget } from '../../../domain/api/upcoming.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

const refresh: EndpointKey[] = [
  'GET /o/:org/upcoming',
  'GET /o/:org/invoices',
  'GET /o/:org/invoices/:invoice',
  'GET /o/:org/activity',
];

interface Chosen {
  changed: number;
  tooLate: number;
}

/** What a person may decide about messages; each says what became of it, and what came too late. */
export function useChoices(onDone: () => void) {
  const t = useTranslations();
  const { done } = useToasts();
  const tell = (words: (of: Chosen) => string) => ({
    refresh,
    onDone: (chosen: Chosen) => {
      const late = chosen.tooLate > 0 ? ` ${t('w5.tooLate', { count: chosen.tooLate })}` : '';
      done(words(chosen) + late);
      onDone();
    },
  });
  return {
    skip: useChange(
      'POST /o/:org/upcoming/skip',
      tell(({ changed }) => t('w5.skipped', { changed })),
    ),
    move: useChange(
      'POST /o/:org/upcoming/move',
      tell(({ changed }) => t('w5.moved', { changed })),
    ),
    takeBack: useChange(
      'POST /o/:org/upcoming/take-back',
      tell(({ changed }) => t('w5.takenBack', { changed })),
    ),
    sendNow: useChange(
      'POST /o/:org/upcoming/send-now',
      tell(({ changed }) => t('w5.hastened', { changed })),
    ),
  };
}

/** All parts of these messages, as the server names them. */
export function targetsOf(messages: UpcomingMessage[]): UpcomingTarget[] {
  return messages.flatMap(({ onDate, parts }) =>
    parts.map(({ invoiceId, ruleId, stepId, occurrenceOn }) => ({
      invoiceId,
      ruleId,
      stepId,
      onDate,
      occurrenceOn,
    })),
  );
}
