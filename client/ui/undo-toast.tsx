import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';

const UNDO_MS = 10_000;

/**
 * Tells what was done at once, and takes it back for ten seconds (ux 6.4), or as long as it says. It waits while the pointer or the focus
 * is on it.
 */
export function useUndoToast(): (message: string, onUndo: () => void, forMs?: number) => void {
  const t = useTranslations();
  const base = useId();
  const shown = useRef(0);
  const close = t('common.close');
  const undo = t('common.undo');
  return useCallback(
    (message: string, onUndo: () => void, forMs: number = UNDO_MS) => {
      shown.current += 1;
      const id = `${base}-${shown.current}`;
      notifications.show({
        id,
        role: 'status',
        autoClose: forMs,
        closeButtonProps: { 'aria-label': close },
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="md">{message}</Text>
            <Button
              variant="default"
              size="compact-md"
              flex="none"
              onClick={() => {
                notifications.hide(id);
                onUndo();
              }}
            >
              {undo}
            </Button>
          </Group>
        ),
      });
    },
    [base, close, undo],
  );
}
