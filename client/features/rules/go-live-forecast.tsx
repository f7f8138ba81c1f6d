import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import { useFormats } from '../../ui/formats.ts';

interface GoLiveForecastProps {
  counts: ResponseOf<'GET /o/:org/reminders'>;
  /** These are the numbers of the choice before; the new ones are on their way. */
  busy: boolean;
}

/** What would leave within 24 hours, and how long the old invoices take. */
export function GoLiveForecast({ counts, busy }: GoLiveForecastProps) {
  const t = useTranslations();
  const { list, money } = useFormats();
  const { messages, amounts, old } = counts;
  return (
    <Stack gap="xs" role="status" aria-busy={busy} opacity={busy ? 0.55 : 1}>
      <Text fw={600}>{useCountWords(counts)}</Text>
      {messages > 0 && amounts.length > 0 && (
        <Text>
          {t('r1.goLive.amounts', {
            amounts: list(amounts.map(({ minor, currency }) => money(minor, currency))),
          })}
        </Text>
      )}
      {old.days !== null && old.days > 0 && <Text>{t('r1.goLive.takes', { days: old.days })}</Text>}
      {messages > 0 && <Text c="dimmed">{t('r1.goLive.within')}</Text>}
    </Stack>
  );
}

function useCountWords(counts: GoLiveForecastProps['counts']): string {
  const t = useTranslations();
  const { messages, customers, oldestDaysLate } = counts;
  if (messages === 0) return t('r1.goLive.none');
  return oldestDaysLate === null
    ? t('r1.goLive.count', { messages, customers })
    : t('r1.goLive.countOldest', { messages, customers, days: oldestDaysLate });
}
