import { useTranslations } from 'use-intl';
import type { RuleSettings } from '../../../domain/rules/rule.ts';

/** "All except 4". */
export function useCustomersWords(): (filter: RuleSettings['customers']) => string {
  const t = useTranslations();
  return ({ mode, customerIds }) => {
    const count = customerIds.length;
    if (mode === 'only') return t('r1.only', { count });
    return count === 0 ? t('r1.allCustomers') : t('r1.allExcept', { count });
  };
}
