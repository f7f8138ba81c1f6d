import { useTranslations } from 'use-intl';
import type { SilenceRow } from '../../../domain/api/silence.ts';
import { useUndoToast } from '../../ui/undo-toast.tsx';
import { useChange } from '../../ui/use-change.ts';
import { useToasts } from '../../ui/toast.ts';
import { levelOf, touched } from './changes.ts';
import { useSilenceSentence } from './words.ts';

/** Ends a mute, and tells that one was set; either can be taken back. */
export function useEndMute() {
  const t = useTranslations();
  const sentence = useSilenceSentence();
  const undoable = useUndoToast();
  const end = useChange('POST /o/:org/mutes/:mute/end', { refresh: touched });
  const again = useChange('POST /o/:org/mutes', { refresh: touched });
  const idsOf = (org: string, row: SilenceRow) => ({
    params: { org, mute: row.id },
    body: { version: row.version },
  });
  return {
    busy: end.isPending,
    /** The mute was set a moment ago. */
    tell: (org: string, row: SilenceRow) =>
      undoable(sentence(row), () => end.mutate(idsOf(org, row))),
    end: (org: string, row: SilenceRow) =>
      end.mutate(idsOf(org, row), {
        onSuccess: () =>
          undoable(t('silence.muteEnded'), () => {
            const level = levelOf(row);
            if (level === null) return;
            const subject = level === 'customer' ? row.customer : row.invoice;
            const { untilOn, reason } = row;
            again.mutate({
              params: { org },
              body: { level, subjectId: subject?.id ?? '', untilOn, reason },
            });
          }),
      }),
  };
}

/** Ends whatever kind of silence a row is. */
export function useEnd(org: string) {
  const t = useTranslations();
  const { done } = useToasts();
  const mute = useEndMute();
  const withdraw = useChange('POST /o/:org/promises/:promise/withdraw', {
    refresh: touched,
    onDone: () => done(t('silence.promiseWithdrawn')),
  });
  const close = useChange('POST /o/:org/disputes/:dispute/close', {
    refresh: touched,
    onDone: () => done(t('silence.disputeClosed')),
  });
  return {
    busy: mute.busy || withdraw.isPending || close.isPending,
    end: (row: SilenceRow) => {
      const body = { version: row.version };
      if (row.kind === 'promise') withdraw.mutate({ params: { org, promise: row.id }, body });
      else if (row.kind === 'dispute') close.mutate({ params: { org, dispute: row.id }, body });
      else mute.end(org, row);
    },
  };
}
