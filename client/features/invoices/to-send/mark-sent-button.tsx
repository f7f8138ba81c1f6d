import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BodyOf } from '../../../../domain/api/endpoints.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useMarkSent } from './use-mark-sent.ts';

interface MarkSentButtonProps {
  org: string;
  /** Which invoices: by id, or all that a search finds. */
  which: BodyOf<'POST /o/:org/invoices/mark-sent'>;
  /** How many they are, as far as the page knows. */
  count: number;
  variant?: 'filled' | 'default';
  onDone?: () => void;
  children: string;
}

/** Marks invoices as sent once a person has confirmed it: they may be reminded soon, and it cannot be taken back. */
export function MarkSentButton({ org, which, count, onDone, ...look }: MarkSentButtonProps) {
  const t = useTranslations();
  const [isAsking, setAsking] = useState(false);
  const mark = useMarkSent(() => {
    setAsking(false);
    onDone?.();
  });
  return (
    <>
      <Button
        variant={look.variant ?? 'filled'}
        disabled={count === 0}
        onClick={() => setAsking(true)}
      >
        {look.children}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t('w3.markTitle', { count })}
        action={t('w3.mark')}
        busy={mark.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => mark.mutate({ params: { org }, body: which })}
      >
        {t('w3.markExplains')}
      </ConfirmDialog>
    </>
  );
}
