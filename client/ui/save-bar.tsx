import { Button, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useTranslations } from 'use-intl';
import classes from './save-bar.module.css';

interface SaveBarProps {
  dirty: boolean;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Appears with the first change and sticks under the header (ux 6.1); below 640 px it moves to the bottom. */
export function SaveBar({ dirty, busy, onSave, onDiscard }: SaveBarProps) {
  const t = useTranslations();
  useHotkeys([['mod+S', () => dirty && !busy && onSave()]], []);
  if (!dirty) return null;
  return (
    <div className={classes.bar} role="region" aria-label={t('common.unsaved')}>
      <Text fw={600}>{t('common.unsaved')}</Text>
      <Group gap="xs">
        <Button variant="default" disabled={busy} onClick={onDiscard}>
          {t('common.discard')}
        </Button>
        <Button loading={busy} onClick={onSave}>
          {t('common.save')}
        </Button>
      </Group>
    </div>
  );
}
