import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { UpcomingMessage } from '../../../domain/api/upcoming.ts';
import { addDays } from '../../../domain/local-date.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useNaming } from './words.ts';

interface MoveDialogProps {
  message: UpcomingMessage;
  todayOn: string;
  busy: boolean;
  onMove: (toOn: string) => void;
  onClose: () => void;
}

export function MoveDialog({ message, todayOn, busy, onMove, onClose }: MoveDialogProps) {
  const t = useTranslations();
  const { customer } = useNaming()(message);
  const [toOn, setToOn] = useState(addDays(message.onDate, 1));
  return (
    <Dialog opened title={t('w5.moveTitle', { customer })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onMove(toOn);
        }}
      >
        <Stack>
          <Text>{t('w5.moveExplains')}</Text>
          <TextInput
            type="date"
            label={t('w5.moveTo')}
            value={toOn}
            min={todayOn}
            required
            onChange={(event) => setToOn(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('w5.moveAction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
