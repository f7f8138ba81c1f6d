import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SuppressedJson } from '../../../domain/api/invoices.ts';
import { isWish } from '../../../domain/deliveries/report.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

/** Allows messages to an address again, once a person has read what that means. A reader's own wish needs the reader's word. */
export function LiftButton({ org, suppressed }: { org: string; suppressed: SuppressedJson }) {
  const { address, reason } = suppressed;
  const t = useTranslations();
  const { done } = useToasts();
  const [isAsking, setAsking] = useState(false);
  const [isTried, setTried] = useState(false);
  const [wanted, setWanted] = useState(false);
  const isMissing = isWish(reason) && !wanted;
  const close = () => {
    setAsking(false);
    setTried(false);
    setWanted(false);
  };
  const lift = useChange('POST /o/:org/suppressed-addresses/lift', {
    refresh: [
      'GET /o/:org/invoices/:invoice',
      'GET /o/:org/invoices/:invoice/why',
      'GET /o/:org/activity',
    ],
    onDone: () => {
      close();
      done(t('w4.suppressed.done', { address }));
    },
  });
  return (
    <>
      <Button
        variant="default"
        aria-label={t('w4.suppressed.liftOf', { address })}
        onClick={() => setAsking(true)}
      >
        {t('w4.suppressed.lift')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t('w4.suppressed.title', { address })}
        action={t('w4.suppressed.lift')}
        busy={lift.isPending}
        onClose={close}
        onConfirm={() => {
          setTried(true);
          if (!isMissing) lift.mutate({ params: { org }, body: { address, wanted } });
        }}
      >
        <Stack>
          <Text>{t('w4.suppressed.means')}</Text>
          {isWish(reason) ? (
            <>
              <Text>
                {reason === 'spam-report'
                  ? t('w4.suppressed.complaintWarning')
                  : t('w4.suppressed.wishWarning')}
              </Text>
              <Checkbox
                label={t('w4.suppressed.wanted')}
                error={isTried && isMissing ? t('w4.suppressed.wantedMissing') : null}
                checked={wanted}
                onChange={(event) => setWanted(event.currentTarget.checked)}
              />
            </>
          ) : (
            <Text>{t('w4.suppressed.failedWarning')}</Text>
          )}
        </Stack>
      </ConfirmDialog>
    </>
  );
}
