import { Button, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { UpcomingMessage } from '../../../domain/api/upcoming.ts';
import { useNaming } from './words.ts';

/** What a person wants of one message. */
export interface Asked {
  what: 'show' | 'skip' | 'move' | 'send-now';
  message: UpcomingMessage;
}

interface LineActionsProps {
  message: UpcomingMessage;
  editable: boolean;
  onAsk: (asked: Asked) => void;
}

export function LineActions({ message, editable, onAsk }: LineActionsProps) {
  const t = useTranslations();
  const names = useNaming()(message);
  const button = { size: 'compact-md' as const, variant: 'subtle' as const };
  return (
    <Group gap={4} wrap="wrap">
      <Button
        {...button}
        aria-label={t('w5.showOf', names)}
        onClick={() => onAsk({ what: 'show', message })}
      >
        {t('w5.show')}
      </Button>
      {editable && (
        <>
          <Button
            {...button}
            aria-label={t('w5.skipOf', names)}
            onClick={() => onAsk({ what: 'skip', message })}
          >
            {t('w5.skip')}
          </Button>
          <Button
            {...button}
            aria-label={t('w5.moveOf', names)}
            onClick={() => onAsk({ what: 'move', message })}
          >
            {t('w5.move')}
          </Button>
        </>
      )}
      {editable && message.state === 'planned' && (
        <Button
          {...button}
          aria-label={t('w5.sendNowOf', names)}
          onClick={() => onAsk({ what: 'send-now', message })}
        >
          {t('w5.sendNow')}
        </Button>
      )}
    </Group>
  );
}
