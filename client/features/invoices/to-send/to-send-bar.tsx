import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Selection } from '../use-selection.ts';
import { MarkSentButton } from './mark-sent-button.tsx';

interface ToSendBarProps {
  org: string;
  selection: Selection;
  /** What the list is narrowed to. */
  search: { q?: string | undefined; customer?: string | undefined };
  /** Invoices on all pages of it. */
  total: number;
}

/** What can be done with several invoices that wait to be sent: those selected, or all of them, also on pages not shown (UF-12). */
export function ToSendBar({ org, selection, search, total }: ToSendBarProps) {
  const t = useTranslations();
  const { q, customer } = search;
  const count = selection.ids.size;
  return (
    <Group mb="sm">
      <Text role="status">{t('w3.selected', { count })}</Text>
      <MarkSentButton
        org={org}
        which={{ ids: [...selection.ids] }}
        count={count}
        onDone={selection.clear}
      >
        {t('w3.markSelected')}
      </MarkSentButton>
      <MarkSentButton
        org={org}
        which={{ all: { ...(q ? { q } : {}), ...(customer ? { customer } : {}) } }}
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
