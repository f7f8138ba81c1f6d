import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import { read } from '../../api/read.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';

interface GoLiveDialogProps {
  org: string;
  opened: boolean;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says how many messages would leave, to whom and how late they are, before the master switch goes on (ux 2.1). */
export function GoLiveDialog({ org, opened, busy, onConfirm, onClose }: GoLiveDialogProps) {
  const t = useTranslations();
  const { data, error, refetch } = useQuery({
    ...read('GET /o/:org/reminders', { params: { org } }),
    enabled: opened,
    staleTime: 0,
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t('r1.goLive.title')}
      action={t('r1.goLive.action')}
      busy={busy || (!data && !error)}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LateSkeleton rows={2} />}
      {data && <GoLiveWords counts={data} />}
    </ConfirmDialog>
  );
}

function GoLiveWords({ counts }: { counts: ResponseOf<'GET /o/:org/reminders'> }) {
  const t = useTranslations();
  const { list, money } = useFormats();
  const { messages, customers, oldestDaysLate, amounts } = counts;
  if (messages === 0) return <Text>{t('r1.goLive.none')}</Text>;
  return (
    <Stack gap="xs">
      <Text fw={600}>
        {oldestDaysLate === null
          ? t('r1.goLive.count', { messages, customers })
          : t('r1.goLive.countOldest', { messages, customers, days: oldestDaysLate })}
      </Text>
      {amounts.length > 0 && (
        <Text>
          {t('r1.goLive.amounts', {
            amounts: list(amounts.map(({ minor, currency }) => money(minor, currency))),
          })}
        </Text>
      )}
      <Text c="dimmed">{t('r1.goLive.within')}</Text>
    </Stack>
  );
}
