import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import { useReason } from '../../ui/sentences.ts';
import { KindProgress } from './kind-progress.tsx';

interface SyncRunProps {
  run: SyncRunJson;
  /** Last successful read of the books. */
  syncedAt: string | null;
}

export function SyncRun({ run, syncedAt }: SyncRunProps) {
  const t = useTranslations();
  const headline = useHeadline(run);
  const { instant } = useFormats();
  return (
    <Paper withBorder p="md">
      <Stack>
        <div>
          <Title order={2} size="h4">
            {headline}
          </Title>
          <Text c="dimmed">{t('o1.started', { at: instant(run.startedAt) })}</Text>
          {syncedAt !== null && (
            <Text c="dimmed">{t('o1.success', { at: instant(syncedAt) })}</Text>
          )}
        </div>
        {run.state === 'failed' && <Failure code={run.errorCode} />}
        {run.progress.map((progress) => (
          <KindProgress key={progress.kind} progress={progress} running={run.state === 'running'} />
        ))}
        {run.unreadable > 0 && (
          <Alert color="yellow" variant="light">
            {t('o1.unreadable', { count: run.unreadable })}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}

function useHeadline(run: SyncRunJson): string {
  const t = useTranslations();
  const { time } = useFormats();
  if (run.state === 'waiting' && run.waitingUntil !== null)
    return t('o1.waitingUntil', { at: time(run.waitingUntil) });
  if (run.state === 'waiting') return t('o1.waiting');
  if (run.state === 'failed') return t('o1.failed');
  if (run.state === 'done') return run.type === 'import' ? t('o1.importDone') : t('o1.upToDate');
  return run.type === 'import' ? t('o1.importing') : t('o1.checking');
}

function Failure({ code }: { code: string }) {
  const t = useTranslations();
  const reasonWords = useReason();
  return (
    <Alert color="red" variant="light">
      {reasonWords(code) ?? t('o1.errorUnknown', { code: code === '' ? '–' : code })}
    </Alert>
  );
}
