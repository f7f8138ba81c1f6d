import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { UpcomingChange, UpcomingComparison } from '../../domain/api/upcoming.ts';
import { useFormats } from './formats.ts';

/** Messages that an assumption adds, drops or moves, one line each. */
export function ComparisonList({ comparison }: { comparison: UpcomingComparison }) {
  const t = useTranslations();
  const { day } = useFormats();
  if (comparison.rows.length === 0) return <Text size="sm">{t('w5.noDifference')}</Text>;
  const words = (change: UpcomingChange) => {
    const { kind, days, before, after } = change;
    const about = {
      number: change.invoiceNumber ?? '–',
      customer: change.customerName ?? '–',
      rule: change.ruleName,
      days,
    };
    if (kind === 'added') return t('w5.change.added', { ...about, after: day(after ?? '') });
    if (kind === 'gone') return t('w5.change.gone', { ...about, before: day(before ?? '') });
    return t('w5.change.moved', { ...about, before: day(before ?? ''), after: day(after ?? '') });
  };
  return (
    <ul>
      {comparison.rows.map((change) => (
        <li
          key={`${change.invoiceId} ${change.ruleName} ${change.days} ${change.before ?? change.after}`}
        >
          {words(change)}
        </li>
      ))}
    </ul>
  );
}
