import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import type { SyncKind } from './progress.ts';

export function useKindNames(): Record<SyncKind, string> {
  const t = useTranslations();
  return {
    terms: t('o1.kinds.terms'),
    customers: t('o1.kinds.customers'),
    invoices: t('o1.kinds.invoices'),
    credits: t('o1.kinds.credits'),
    payments: t('o1.kinds.payments'),
    attachments: t('o1.kinds.attachments'),
  };
}

export function useRunTypes(): Record<SyncRunJson['type'], string> {
  const t = useTranslations();
  return {
    import: t('o1.types.import'),
    sweep: t('o1.types.sweep'),
    check: t('o1.types.check'),
  };
}

export function useRunStates(): Record<SyncRunJson['state'], string> {
  const t = useTranslations();
  return {
    running: t('o1.states.running'),
    waiting: t('o1.states.waiting'),
    done: t('o1.states.done'),
    failed: t('o1.states.failed'),
  };
}
