import { useTranslations } from 'use-intl';
import { taskKinds, type TaskKind } from '../../../domain/api/tasks.ts';

export function useTaskKinds(): { value: TaskKind; label: string }[] {
  const t = useTranslations();
  const labels: Record<TaskKind, string> = {
    'end-of-chase': t('w9.kinds.endOfChase'),
    'no-address': t('w9.kinds.noAddress'),
    'broken-promise': t('w9.kinds.brokenPromise'),
    dispute: t('w9.kinds.dispute'),
    'check-unknown': t('w9.kinds.checkUnknown'),
    'not-delivered': t('w9.kinds.notDelivered'),
    'file-missing': t('w9.kinds.fileMissing'),
    'customer-replied': t('w9.kinds.customerReplied'),
    'inactive-customer': t('w9.kinds.inactiveCustomer'),
    other: t('w9.kinds.other'),
  };
  return taskKinds.map((value) => ({ value, label: labels[value] }));
}
