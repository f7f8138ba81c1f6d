import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SilenceRow } from '../../../domain/api/silence.ts';
import { levelOf } from './changes.ts';
import { ExtendDialog } from './extend-dialog.tsx';
import { useEnd } from './use-end.ts';

interface RowActionsProps {
  org: string;
  row: SilenceRow;
  todayOn: string;
}

/** Ends one entry now, and gives a mute another end. */
export function RowActions({ org, row, todayOn }: RowActionsProps) {
  const t = useTranslations();
  const { end, busy } = useEnd(org);
  const [isExtending, setExtending] = useState(false);
  const level = levelOf(row);
  const words = {
    promise: t('silence.withdraw'),
    dispute: t('silence.close'),
    organisation: t('silence.endNow'),
    customer: t('silence.endNow'),
    invoice: t('silence.endNow'),
  };
  const subject = useSubject(row);
  return (
    <Group gap="xs" wrap="nowrap">
      {level !== null && (
        <Button
          variant="default"
          size="compact-md"
          aria-label={t('silence.actionOf', { action: t('silence.extend'), subject })}
          onClick={() => setExtending(true)}
        >
          {t('silence.extend')}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-md"
        loading={busy}
        aria-label={t('silence.actionOf', { action: words[row.kind], subject })}
        onClick={() => end(row)}
      >
        {words[row.kind]}
      </Button>
      {isExtending && (
        <ExtendDialog org={org} row={row} todayOn={todayOn} onClose={() => setExtending(false)} />
      )}
    </Group>
  );
}

/** What a row is about, in words. */
export function useSubject({ kind, invoice, customer }: SilenceRow): string {
  const t = useTranslations();
  if (kind === 'organisation') return t('w10.everything');
  if (invoice) return t('w10.invoice', { number: invoice.number ?? '–' });
  return customer?.name ?? '–';
}
