import { useTranslations } from 'use-intl';
import { ApiError, isStatus } from '../api/problem.ts';
import { useToasts } from './toast.ts';

/** Tells a failed change in a toast that stays until it is closed. */
export function useFailureToast(): (error: unknown) => void {
  const t = useTranslations();
  const { failed } = useToasts();
  return (error) => {
    if (isStatus(error, 401)) return;
    const problem = error instanceof ApiError ? error.problem : null;
    if (problem) failed(problem.title, `${problem.effect} ${problem.remedy}`);
    else failed(t('common.offline.title'), t('common.offline.effect'));
  };
}
