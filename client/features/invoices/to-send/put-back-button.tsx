import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useToasts } from '../../../ui/toast.ts';
import { useChange } from '../../../ui/use-change.ts';

/** Lets an invoice wait to be sent once more: the customer lost it, the address was wrong, or the mark was a mistake. */
export function PutBackButton({ org, invoice }: { org: string; invoice: string }) {
  const t = useTranslations();
  const { done } = useToasts();
  const [isAsking, setAsking] = useState(false);
  const putBack = useChange('POST /o/:org/invoices/:invoice/put-back', {
    refresh: [
      'GET /o/:org/invoices',
      'GET /o/:org/invoices/:invoice',
      'GET /o/:org/invoices/:invoice/why',
      'GET /o/:org/activity',
    ],
    onDone: () => {
      setAsking(false);
      done(t('w4.putBackDone'));
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('w4.putBack')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t('w4.putBackTitle')}
        action={t('w4.putBack')}
        busy={putBack.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => putBack.mutate({ params: { org, invoice } })}
      >
        {t('w4.putBackExplains')}
      </ConfirmDialog>
    </>
  );
}
