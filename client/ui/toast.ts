import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';

export interface Toasts {
  done: (message: string) => void;
  failed: (title: string, message: string) => void;
}

/** Toasts at the bottom left: good news leaves after 5 s and is read politely, errors stay (ux 6.14). */
export function useToasts(): Toasts {
  const t = useTranslations();
  const close = t('common.close');
  const done = useCallback(
    (message: string) => {
      notifications.show({
        message,
        role: 'status',
        autoClose: 5000,
        closeButtonProps: { 'aria-label': close },
      });
    },
    [close],
  );
  const failed = useCallback(
    (title: string, message: string) => {
      notifications.show({
        title,
        message,
        color: 'red',
        role: 'alert',
        autoClose: false,
        closeButtonProps: { 'aria-label': close },
      });
    },
    [close],
  );
  return { done, failed };
}
