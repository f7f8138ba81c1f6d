import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

interface DialogProps {
  opened: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** The kit's dialog with a close button that has a name (ux 10.1). */
export function Dialog({ opened, title, onClose, children }: DialogProps) {
  const t = useTranslations();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('common.close'), size: 'md' }}
    >
      {children}
    </Modal>
  );
}
