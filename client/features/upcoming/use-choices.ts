import { useTranslations } from 'use-intl';
import type { EndpointKey } from '../../../domain/api/endpoints.ts';
import type { UpcomingMessage, UpcomingTarget } from '../../../domain/api/upcoming.ts';
import { useToasts } from '../../ui/toast.ts';
import { useUndoToast } from '../../ui/undo-toast.tsx';
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
  const undoable = useUndoToast();
  const sentence = ({ tooLate }: Chosen, words: string) =>
    tooLate > 0 ? `${words} ${t('w5.tooLate', { count: tooLate })}` : words;
  const tell = (words: (of: Chosen) => string) => ({
    refresh,
    onDone: (chosen: Chosen) => {
      done(sentence(chosen, words(chosen)));
      onDone();
    },
  });
  const undoSendNow = useChange(
    'POST /o/:org/upcoming/undo-send-now',
    tell(({ changed }) => t('w5.slowed', { changed })),
  );
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
    sendNow: useChange('POST /o/:org/upcoming/send-now', {
      refresh,
      onDone: ({ undoSeconds, ...chosen }, { params, body }) => {
        const { changed } = chosen;
        const words = sentence(chosen, t('w5.hastened', { changed, seconds: undoSeconds }));
        if (undoSeconds === 0) done(words);
        else undoable(words, () => undoSendNow.mutate({ params, body }), undoSeconds * 1_000);
        onDone();
      },
    }),
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
