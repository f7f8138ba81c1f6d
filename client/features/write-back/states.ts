import { useTranslations } from 'use-intl';
import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';

export const writeBackStates = ['waiting', 'done', 'dropped', 'failed'] as const;

export function useWriteBackStates(): Record<WriteBackRowJson['state'], string> {
  const t = useTranslations();
  return {
    waiting: t('s10.states.waiting'),
    done: t('s10.states.done'),
    dropped: t('s10.states.dropped'),
    failed: t('s10.states.failed'),
  };
}
