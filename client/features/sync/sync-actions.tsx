import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { callsOfFullCheck } from './progress.ts';
import type { SyncJson } from '../../../domain/api/organisations.ts';
import type { SyncRequests } from './use-sync-requests.ts';

interface SyncActionsProps {
  requests: SyncRequests;
  sync: SyncJson | undefined;
  books: string;
  state: 'live' | 'paused' | 'stopped';
}

/** "Sync now" reads what changed; "Full check" reads everything, so it says first what that costs. A pause may be ended by "Sync now". */
export function SyncActions({ requests, sync, books, state }: SyncActionsProps) {
  const t = useTranslations();
  const [asking, setAsking] = useState(false);
  const busy = sync?.run?.state === 'running';
  const calls = callsOfFullCheck(sync?.kinds ?? []);
  return (
    <Group gap="xs">
      <Button
        variant="default"
        disabled={state !== 'live' || busy || sync === undefined}
        onClick={() => setAsking(true)}
      >
        {t('o1.fullCheck')}
      </Button>
      <Button
        disabled={state === 'stopped' || busy}
        loading={requests.busy}
        onClick={() => requests.ask('now')}
      >
        {t('o1.syncNow')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('o1.checkTitle')}
        action={t('o1.checkAction')}
        busy={requests.busy}
        onConfirm={() => {
          requests.ask('check');
          setAsking(false);
        }}
        onClose={() => setAsking(false)}
      >
        <Text>{t('o1.checkText', { books })}</Text>
        <Text mt="xs">{t('o1.checkCost', { books, calls })}</Text>
      </ConfirmDialog>
    </Group>
  );
}
