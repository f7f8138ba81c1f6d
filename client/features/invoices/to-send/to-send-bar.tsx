import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Selection } from '../use-selection.ts';
import type { SendingRunJson } from '../../../../domain/api/sending-runs.ts';
import { MarkSentButton } from './mark-sent-button.tsx';
import { SendButton } from './send-button.tsx';

interface ToSendBarProps {
  org: string;
  selection: Selection;
  /** What the list is narrowed to. */
  search: { q?: string | undefined; customer?: string | undefined };
  /** Invoices on all pages of it. */
  total: number;
  onSent: (run: SendingRunJson) => void;
}

/** What can be done with several invoices that wait to be sent: those selected, or all of them, also on pages not shown (UF-12). */
export function ToSendBar({ org, selection, search, total, onSent }: ToSendBarProps) {
  const t = useTranslations();
  const { q, customer } = search;
  const count = selection.ids.size;
  const all = { all: { ...(q ? { q } : {}), ...(customer ? { customer } : {}) } };
  const sent = (run: SendingRunJson) => {
    selection.clear();
    onSent(run);
  };
  return (
    <Group mb="sm">
      <Text role="status">{t('w3.selected', { count })}</Text>
      <SendButton
        org={org}
        which={count > 0 ? { ids: [...selection.ids] } : all}
        count={count > 0 ? count : total}
        onSent={sent}
      >
        {count > 0 ? t('w3.sendSelected') : t('w3.sendAll', { count: total })}
      </SendButton>
      <MarkSentButton
        org={org}
        which={{ ids: [...selection.ids] }}
        count={count}
        variant="default"
        onDone={selection.clear}
      >
        {t('w3.markSelected')}
      </MarkSentButton>
      <MarkSentButton
        org={org}
        which={all}
        count={total}
        variant="default"
        onDone={selection.clear}
      >
        {t('w3.markAll', { count: total })}
      </MarkSentButton>
      {count > 0 && (
        <Button variant="subtle" onClick={selection.clear}>
          {t('w3.clearSelection')}
        </Button>
      )}
    </Group>
  );
}
