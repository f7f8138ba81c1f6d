import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

/** A person says whether a message left whose result nobody knows (E44). It is never sent again. */
export function ResolveUnknown({ org, delivery }: { org: string; delivery: string }) {
  const t = useTranslations();
  const { done } = useToasts();
  const [asking, setAsking] = useState<'left' | 'not-left' | null>(null);
  const resolve = useChange('POST /o/:org/deliveries/:delivery/resolve', {
    refresh: ['GET /o/:org/invoices/:invoice', 'GET /o/:org/activity', 'GET /o/:org/tasks'],
    onDone: () => {
      setAsking(null);
      done(t('w4.resolve.done'));
    },
  });
  const words =
    asking === 'left'
      ? { title: t('w4.resolve.leftTitle'), text: t('w4.resolve.leftText') }
      : { title: t('w4.resolve.notLeftTitle'), text: t('w4.resolve.notLeftText') };
  return (
    <div>
      <Text mb="xs">{t('w4.resolve.intro')}</Text>
      <Group gap={8}>
        <Button variant="default" onClick={() => setAsking('left')}>
          {t('w4.resolve.left')}
        </Button>
        <Button variant="default" onClick={() => setAsking('not-left')}>
          {t('w4.resolve.notLeft')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking !== null}
        title={words.title}
        action={asking === 'left' ? t('w4.resolve.left') : t('w4.resolve.notLeft')}
        busy={resolve.isPending}
        onConfirm={() =>
          resolve.mutate({ params: { org, delivery }, body: { hasLeft: asking === 'left' } })
        }
        onClose={() => setAsking(null)}
      >
        <Text>{words.text}</Text>
      </ConfirmDialog>
    </div>
  );
}
