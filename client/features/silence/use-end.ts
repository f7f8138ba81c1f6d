import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { BodyOf } from '../../../domain/api/endpoints.ts';
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
  const again = useChange('POST /o/:org/mutes', { refresh: touched });
  // What is ended leaves the screen at once, so the toast cannot hang on the row's own component.
  const ended = useRef<SilenceRow>(null);
  const end = useChange('POST /o/:org/mutes/:mute/end', {
    refresh: touched,
    onDone: (_answer, { params: { org } }) => {
      const body = ended.current && sameAgain(ended.current);
      if (body) undoable(t('silence.muteEnded'), () => again.mutate({ params: { org }, body }));
    },
  });
  const run = (org: string, row: SilenceRow, isTold: boolean) => {
    ended.current = isTold ? row : null;
    end.mutate({ params: { org, mute: row.id }, body: { version: row.version } });
  };
  return {
    busy: end.isPending,
    /** The mute was set a moment ago. */
    tell: (org: string, row: SilenceRow) => undoable(sentence(row), () => run(org, row, false)),
    end: (org: string, row: SilenceRow) => run(org, row, true),
  };
}

/** What sets the same mute once more; null for a promise or a dispute. */
function sameAgain(row: SilenceRow): BodyOf<'POST /o/:org/mutes'> | null {
  const level = levelOf(row);
  if (level === null) return null;
  const subject = level === 'customer' ? row.customer : row.invoice;
  return { level, subjectId: subject?.id ?? '', untilOn: row.untilOn, reason: row.reason };
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
