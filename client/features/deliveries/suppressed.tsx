import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

interface SuppressedProps {
  org: string;
  addresses: string[];
  editable: boolean;
}

/** Recipients of the message that get nothing more, and the way to allow it again. */
export function Suppressed({ org, addresses, editable }: SuppressedProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const lift = useChange('POST /o/:org/suppressed-addresses/lift', {
    refresh: ['GET /o/:org/invoices/:invoice', 'GET /o/:org/activity'],
    onDone: () => done(t('w4.suppressed.done')),
  });
  return addresses.map((address) => (
    <Group key={address} gap={8}>
      <Text>{t('w4.suppressed.says', { address })}</Text>
      {editable && (
        <Button
          variant="default"
          loading={lift.isPending}
          onClick={() => lift.mutate({ params: { org }, body: { address } })}
        >
          {t('w4.suppressed.lift', { address })}
        </Button>
      )}
    </Group>
  ));
}
