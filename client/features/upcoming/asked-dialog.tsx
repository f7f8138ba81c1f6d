import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Asked } from './line-actions.tsx';
import { MessageDialog } from './message-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { targetsOf, type useChoices } from './use-choices.ts';
import { useNaming } from './words.ts';

interface AskedDialogProps {
  org: string;
  asked: Asked;
  todayOn: string;
  reminders: 'as-set' | 'on';
  choices: ReturnType<typeof useChoices>;
  onClose: () => void;
}

/** The dialog of what a person asked for: look, move, or send now. */
export function AskedDialog({
  org,
  asked,
  todayOn,
  reminders,
  choices,
  onClose,
}: AskedDialogProps) {
  const t = useTranslations();
  const naming = useNaming();
  useFocusBack();
  const { what, message } = asked;
  const params = { org };
  if (what === 'show')
    return <MessageDialog org={org} message={message} reminders={reminders} onClose={onClose} />;
  if (what === 'move')
    return (
      <MoveDialog
        message={message}
        todayOn={todayOn}
        busy={choices.move.isPending}
        onClose={onClose}
        onMove={(toOn) =>
          choices.move.mutate({ params, body: { messages: targetsOf([message]), toOn } })
        }
      />
    );
  const { customer } = naming(message);
  return (
    <ConfirmDialog
      opened
      title={t('w5.sendNowTitle', { customer })}
      action={t('w5.sendNow')}
      busy={choices.sendNow.isPending}
      onClose={onClose}
      onConfirm={() => {
        const deliveryIds = message.parts.flatMap(({ deliveryId }) => deliveryId ?? []);
        choices.sendNow.mutate({ params, body: { deliveryIds } });
      }}
    >
      {t('w5.sendNowExplains')}
    </ConfirmDialog>
  );
}

/** The kit gives the focus back only to what opened a dialog that was there before. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) setTimeout(() => opener.focus());
    },
    [opener],
  );
}
