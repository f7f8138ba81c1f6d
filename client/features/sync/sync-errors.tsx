import { List, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ActivityJson } from '../../../domain/api/invoices.ts';
import { read } from '../../api/read.ts';
import { useReason } from '../../ui/sentences.ts';
import { When } from '../../ui/when.tsx';

/** Syncs that failed lately, in words. */
export function SyncErrors({ org }: { org: string }) {
  const t = useTranslations();
  const { data } = useQuery(
    read('GET /o/:org/activity', { params: { org }, query: { kind: 'sync.failed', limit: 10 } }),
  );
  if (!data) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('o1.errors')}
      </Title>
      {data.rows.length === 0 && <p>{t('o1.noErrors')}</p>}
      <List>
        {data.rows.map((row) => (
          <List.Item key={row.id}>
            <When at={row.at} /> <ErrorWords row={row} />
          </List.Item>
        ))}
      </List>
    </section>
  );
}

function ErrorWords({ row }: { row: ActivityJson }) {
  const t = useTranslations();
  const reasonWords = useReason();
  const code = String(row.detail['code'] ?? row.detail['errorCode'] ?? '');
  return <>{reasonWords(code) ?? t('o1.errorUnknown', { code: code === '' ? '–' : code })}</>;
}
