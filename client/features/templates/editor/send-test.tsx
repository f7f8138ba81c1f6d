import { Button, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BodyOf } from '../../../../domain/api/endpoints.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useToasts } from '../../../ui/toast.ts';
import { useChange } from '../../../ui/use-change.ts';

interface SendTestProps {
  org: string;
  request: BodyOf<'POST /o/:org/templates/preview'>;
  disabled: boolean;
}

/** To oneself or a colleague, marked [Test]; no customer hears of it. */
export function SendTest({ org, request, disabled }: SendTestProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const [asking, setAsking] = useState(false);
  const [whom, setWhom] = useState<'me' | 'other'>('me');
  const [address, setAddress] = useState('');
  // The same click twice is one test; opening the dialog again is another.
  const [key, setKey] = useState('');
  const send = useChange('POST /o/:org/templates/test', {
    refresh: ['GET /o/:org/activity'],
    onDone: ({ to }) => {
      setAsking(false);
      done(t('r6.testSent', { to }));
    },
    // Told in the dialog, beside the address.
    onFailed: () => undefined,
  });
  const open = () => {
    send.reset();
    setKey(crypto.randomUUID());
    setAsking(true);
  };
  const to = whom === 'me' ? null : address.trim();
  return (
    <>
      <Button variant="default" disabled={disabled} onClick={open}>
        {t('r6.sendTest')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('r6.sendTest')}
        action={t('r6.sendTestAction')}
        busy={send.isPending}
        onConfirm={() => {
          if (to !== '') send.mutate({ params: { org }, body: { ...request, to, key } });
        }}
        onClose={() => setAsking(false)}
      >
        <Stack>
          <Text>{t('r6.testText')}</Text>
          <Radio.Group
            label={t('r6.testTo')}
            value={whom}
            onChange={(value) => setWhom(value === 'other' ? 'other' : 'me')}
          >
            <Stack gap={8} mt={4}>
              <Radio value="me" label={t('r6.testToMe')} />
              <Radio value="other" label={t('r6.testToOther')} />
            </Stack>
          </Radio.Group>
          {whom === 'other' && (
            <TextInput
              type="email"
              label={t('r6.testAddress')}
              description={t('r6.testAddressHelp')}
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
          )}
          {send.isError && <ErrorState error={send.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  );
}
