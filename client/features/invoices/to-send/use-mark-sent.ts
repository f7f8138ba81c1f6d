import { useTranslations } from 'use-intl';
import { useToasts } from '../../../ui/toast.ts';
import { useChange } from '../../../ui/use-change.ts';

/** Marks invoices as sent, and says what became of them (UF-14). */
export function useMarkSent(onDone: () => void) {
  const t = useTranslations();
  const { done } = useToasts();
  return useChange('POST /o/:org/invoices/mark-sent', {
    refresh: [
      'GET /o/:org/invoices',
      'GET /o/:org/invoices/:invoice',
      'GET /o/:org/invoices/:invoice/why',
      'GET /o/:org/upcoming',
      'GET /o/:org/activity',
    ],
    onDone: (marked) => {
      const count = marked.due + marked.overdue + marked.paid;
      done(count === 0 ? t('w3.markedNone') : t('w3.marked', { ...marked, count }));
      onDone();
    },
  });
}
