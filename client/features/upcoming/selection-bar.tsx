import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';

interface SelectionBarProps {
  count: number;
  busy: boolean;
  onSkip: () => void;
  onClear: () => void;
}

export function SelectionBar({ count, busy, onSkip, onClear }: SelectionBarProps) {
  const t = useTranslations();
  if (count === 0) return null;
  return (
    <Group mb="sm">
      <Text role="status">{t('w5.selected', { count })}</Text>
      <Button loading={busy} onClick={onSkip}>
        {t('w5.skipSelected', { count })}
      </Button>
      <Button variant="subtle" onClick={onClear}>
        {t('w5.clearSelection')}
      </Button>
    </Group>
  );
}
