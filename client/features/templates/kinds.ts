import { useTranslations } from 'use-intl';
import type { TemplateKind } from '../../../domain/templates/template.ts';

/** Kinds of templates with their names, in the order of a chase. */
export function useTemplateKinds(): Record<TemplateKind, string> {
  const t = useTranslations();
  return {
    invoice: t('r5.kind.invoice'),
    new_invoice: t('r5.kind.newInvoice'),
    'coming-due': t('r5.kind.comingDue'),
    reminder: t('r5.kind.reminder'),
    summary: t('r5.kind.summary'),
  };
}
