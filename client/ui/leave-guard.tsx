import { Button, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Dialog } from './dialog.tsx';

interface LeaveGuardProps {
  /** Asked at the moment of leaving, so that a save that leads away does not ask. */
  isDirty: () => boolean;
  onSave: () => void;
}

/** Leaving with changes asks once: stay, discard or save (ux 6.1). */
export function LeaveGuard({ isDirty, onSave }: LeaveGuardProps) {
  const t = useTranslations();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isDirty(),
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  const stay = () => reset?.();
  return (
    <Dialog opened={status === 'blocked'} onClose={stay} title={t('common.leave.title')}>
      <Stack>
        <Text>{t('common.leave.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={stay} data-autofocus>
            {t('common.leave.stay')}
          </Button>
          <Button variant="default" onClick={() => proceed?.()}>
            {t('common.discard')}
          </Button>
          <Button
            onClick={() => {
              stay();
              onSave();
            }}
          >
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
