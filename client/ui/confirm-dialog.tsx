import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** Names object and effect, e.g. "Delete rule". */
  action: string;
  danger?: boolean;
  busy?: boolean;
  size?: 'md' | 'lg';
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before what cannot be taken back or reaches many people (ux 6.5). The focus starts on the safe button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTranslations();
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 'md'}
    >
      <Stack>
        <div>{props.children}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            {...(props.danger ? { color: 'red.9' } : {})}
            loading={props.busy ?? false}
            onClick={props.onConfirm}
          >
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
