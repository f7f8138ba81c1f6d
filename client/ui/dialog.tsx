import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

interface DialogProps {
  opened: boolean;
  title: string;
  size?: 'md' | 'lg';
  onClose: () => void;
  children: ReactNode;
}

/** The kit's dialog with a close button that has a name (ux 10.1). */
export function Dialog({ opened, title, size = 'md', onClose, children }: DialogProps) {
  const t = useTranslations();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeButtonProps={{ 'aria-label': t('common.close'), size: 'md' }}
    >
      {children}
    </Modal>
  );
}
