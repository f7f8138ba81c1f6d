import { useTranslations } from 'use-intl';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

export interface SyncRequests {
  busy: boolean;
  ask: (kind: 'now' | 'check') => void;
}

/** Asks the server for a reading; progress comes by live update. */
export function useSyncRequests(org: string): SyncRequests {
  const t = useTranslations();
  const { done } = useToasts();
  const request = useChange('POST /o/:org/sync', {
    refresh: ['GET /o/:org', 'GET /o/:org/sync', 'GET /o/:org/sync/runs'],
    onDone: ({ queued }) => done(queued ? t('o1.queued') : t('o1.notStarted')),
  });
  return {
    busy: request.isPending,
    ask: (kind) => request.mutate({ params: { org }, body: { kind } }),
  };
}
