import { useTranslations } from 'use-intl';
import type { InvoiceRow } from '../../domain/api/invoices.ts';
import classes from './status-badge.module.css';

/** Status in words and colour, never colour alone. */
export function StatusBadge({ status }: { status: InvoiceRow['status'] }) {
  const t = useTranslations();
  const words = {
    'to-send': t('status.to-send'),
    due: t('status.due'),
    overdue: t('status.overdue'),
    paid: t('status.paid'),
    void: t('status.void'),
    deleted: t('status.deleted'),
  };
  return (
    <span className={classes.badge} data-status={status}>
      {words[status]}
    </span>
  );
}

/** The same look for other short states. */
export function Mark({
  tone,
  children,
}: {
  tone: 'calm' | 'good' | 'bad' | 'held';
  children: string;
}) {
  const statuses = { calm: 'due', good: 'paid', bad: 'overdue', held: 'held' };
  return (
    <span className={classes.badge} data-status={statuses[tone]}>
      {children}
    </span>
  );
}
