import { useTranslations } from 'use-intl';
import type { UpcomingMessage } from '../../../domain/api/upcoming.ts';
import { useFormats } from '../../ui/formats.ts';

/** The rule and the step that set the tone of a message. */
export function useStepName(): (message: UpcomingMessage) => string {
  const t = useTranslations();
  return ({ parts: [lead] }) => {
    if (!lead) return '';
    const { ruleName: rule, days } = lead;
    if (lead.type === 'overdue') return t('w5.overdueStep', { rule, days });
    if (lead.type === 'coming_due') return t('w5.comingDueStep', { rule, days });
    return lead.type === 'summary'
      ? t('w5.summaryStep', { rule })
      : t('w5.newInvoiceStep', { rule });
  };
}

/** What names a message for those who do not see its row. */
export function useNaming(): (message: UpcomingMessage) => { customer: string; on: string } {
  const t = useTranslations();
  const { day } = useFormats();
  return ({ customerName, onDate }) => ({
    customer: customerName ?? t('w5.noCustomer'),
    on: day(onDate),
  });
}
