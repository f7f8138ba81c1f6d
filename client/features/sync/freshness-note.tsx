import { Alert, Button, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SyncJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

interface FreshnessNoteProps {
  org: string;
  sync: SyncJson;
  /** Books without a payment may be right: a person can say so. */
  mayConfirm: boolean;
  /** Null when this person may not ask, or nothing can be read. */
  onSync: (() => void) | null;
}

/** The books are too old to chase by, or what a person last said about them (product.md 4, idea 8). */
export function FreshnessNote({ org, sync, mayConfirm, onSync }: FreshnessNoteProps) {
  const t = useTranslations();
  const words = useFreshnessWords(sync);
  const { instant } = useFormats();
  const { done } = useToasts();
  const confirm = useChange('POST /o/:org/reconciled', {
    refresh: ['GET /o/:org/sync', 'GET /o/:org', 'GET /o/:org/activity'],
    onDone: () => done(t('o1.fresh.confirmed')),
  });
  const { stale, reconciledAt, reconciledBy } = sync.freshness;
  const said = reconciledAt !== null && (
    <Text size="sm" c="dimmed">
      {t('o1.fresh.reconciled', { at: instant(reconciledAt), name: reconciledBy ?? '–' })}
    </Text>
  );
  if (stale === 'no') return said || null;
  return (
    <Alert color="yellow" variant="outline" title={t('o1.fresh.title')}>
      <p>{words}</p>
      <p>{t('o1.fresh.effect')}</p>
      {said}
      {mayConfirm && stale === 'payments' && (
        <Button
          mt="xs"
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ params: { org } })}
        >
          {t('o1.fresh.confirm')}
        </Button>
      )}
      {onSync && stale === 'sync' && (
        <Button mt="xs" onClick={onSync}>
          {t('o1.syncNow')}
        </Button>
      )}
    </Alert>
  );
}

function useFreshnessWords({ freshness, syncedAt }: SyncJson): string {
  const t = useTranslations();
  const { day, instant } = useFormats();
  const { stale, staleAfterHours, paymentsWithinDays, lastPaymentOn } = freshness;
  if (stale === 'sync')
    return syncedAt === null
      ? t('o1.fresh.neverRead')
      : t('o1.fresh.sync', { at: instant(syncedAt), hours: staleAfterHours });
  return lastPaymentOn === null
    ? t('o1.fresh.noPayment', { days: paymentsWithinDays ?? 0 })
    : t('o1.fresh.payments', { on: day(lastPaymentOn), days: paymentsWithinDays ?? 0 });
}
