import { Button, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SendingRunJson } from '../../../domain/api/sending-runs.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { isRunning } from './run-state.tsx';

interface RunActionsProps {
  org: string;
  run: SendingRunJson;
  onRetried: (run: SendingRunJson) => void;
}

/** Stops what has not left, or sends what did not leave once more. What has left is never called undone (ux 6.4). */
export function RunActions({ org, run, onRetried }: RunActionsProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const refresh = [
    'GET /o/:org/sending-runs',
    'GET /o/:org/sending-runs/:run',
    'GET /o/:org/sending-runs/:run/problems',
    'GET /o/:org/invoices',
  ] as const;
  const cancel = useChange('POST /o/:org/sending-runs/:run/cancel', {
    refresh: [...refresh],
    onDone: ({ counts }) => done(t('o3.stopped', { sent: counts.sent })),
  });
  const retry = useChange('POST /o/:org/sending-runs/:run/retry', {
    refresh: [...refresh],
    onDone: onRetried,
  });
  const params = { org, run: run.id };
  const { leftOut, refused, cancelled } = run.counts;
  return (
    <Group>
      {isRunning(run) && run.cancelledAt === null && (
        <Button
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params })}
        >
          {run.counts.sent === 0 ? t('o3.undo') : t('o3.stopRest')}
        </Button>
      )}
      {!isRunning(run) && leftOut + refused + cancelled > 0 && (
        <Button
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate({ params })}
        >
          {t('o3.retry')}
        </Button>
      )}
    </Group>
  );
}
