import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BodyOf } from '../../../../domain/api/endpoints.ts';
import type { SendingRunJson } from '../../../../domain/api/sending-runs.ts';
import { call } from '../../../api/call.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LateSkeleton } from '../../../ui/late-skeleton.tsx';
import { useChange } from '../../../ui/use-change.ts';
import { RecipientTables } from './recipient-tables.tsx';

interface SendButtonProps {
  org: string;
  /** Which invoices: by id, or all that a search finds. */
  which: BodyOf<'POST /o/:org/invoices/send'>;
  /** How many they are, as far as the page knows. */
  count: number;
  variant?: 'filled' | 'default';
  onSent: (run: SendingRunJson) => void;
  children: string;
}

/** Sends invoices once a person has confirmed who gets what: the only check before they leave (UF-13). */
export function SendButton({ children, count, variant, ...rest }: SendButtonProps) {
  const t = useTranslations();
  const [isAsking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Button variant={variant ?? 'filled'} disabled={count === 0} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <Dialog opened={isAsking} title={t('w3.sendTitle', { count })} size="lg" onClose={close}>
        {isAsking && <Confirm {...rest} onClose={close} />}
      </Dialog>
    </>
  );
}

type ConfirmProps = Pick<SendButtonProps, 'org' | 'which' | 'onSent'> & { onClose: () => void };

function Confirm({ org, which, onSent, onClose }: ConfirmProps) {
  const t = useTranslations();
  const check = useQuery({
    queryKey: ['POST /o/:org/invoices/check-recipients', org, which],
    queryFn: () => call('POST /o/:org/invoices/check-recipients', { params: { org }, body: which }),
    // The answer must be of now: addresses may have been corrected since the dialog was open last.
    gcTime: 0,
  });
  const send = useChange('POST /o/:org/invoices/send', {
    refresh: ['GET /o/:org/invoices', 'GET /o/:org/invoices/:invoice', 'GET /o/:org/sending-runs'],
    onDone: (run) => {
      onClose();
      onSent(run);
    },
  });
  if (check.isError) return <ErrorState error={check.error} onRetry={() => void check.refetch()} />;
  if (!check.data) return <LateSkeleton rows={3} />;
  const { ready } = check.data;
  return (
    <Stack>
      <Text>{ready > 0 ? t('w3.sendExplains') : t('w3.sendNone')}</Text>
      <RecipientTables org={org} which={which} check={check.data} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={ready === 0}
          loading={send.isPending}
          onClick={() => send.mutate({ params: { org }, body: which })}
        >
          {t('w3.sendCount', { count: ready })}
        </Button>
      </Group>
    </Stack>
  );
}
