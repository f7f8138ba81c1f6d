import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

interface UndoButtonProps {
  org: string;
  books: string;
  row: WriteBackRowJson;
}

/** Takes an address back to what stood in the books before. It asks, because the books are changed again. */
export function UndoButton({ org, books, row }: UndoButtonProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const [asking, setAsking] = useState(false);
  const undo = useChange('POST /o/:org/write-backs/:writeBack/undo', {
    refresh: ['GET /o/:org/write-backs', 'GET /o/:org/invoices/:invoice'],
    onDone: () => {
      setAsking(false);
      done(t('s10.undo.queued', { books }));
    },
  });
  const customer = row.customer?.name ?? '–';
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        aria-label={t('s10.undo.of', { customer })}
        onClick={() => setAsking(true)}
      >
        {t('s10.undo.action')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('s10.undo.title')}
        action={t('s10.undo.confirm')}
        busy={undo.isPending}
        onConfirm={() => undo.mutate({ params: { org, writeBack: row.id } })}
        onClose={() => setAsking(false)}
      >
        <Text>
          {t('s10.undo.text', {
            books,
            customer,
            before: row.before['email'] || t('s10.log.empty'),
            after: row.after['email'] || t('s10.log.empty'),
          })}
        </Text>
      </ConfirmDialog>
    </>
  );
}
