import { Button, Menu } from '@mantine/core';
import '@mantine/core/styles/Menu.css';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { DisputeDialog } from './dispute-dialog.tsx';
import { silenceQuery } from './in-force.tsx';
import { MuteDialog } from './mute-dialog.tsx';
import { PromiseDialog } from './promise-dialog.tsx';
import type { SilencedInvoice } from './silenced-invoice.ts';

interface SilenceMenuProps {
  org: string;
  invoice: SilencedInvoice;
}

/** The ways in which a person keeps reminders for an open invoice back (W4). */
export function SilenceMenu({ org, invoice }: SilenceMenuProps) {
  const t = useTranslations();
  const [asked, setAsked] = useState<'mute' | 'promise' | 'dispute' | null>(null);
  const { data } = useQuery(silenceQuery(org, invoice.id));
  if (!data) return null;
  const has = (kind: string) => data.rows.some((row) => row.kind === kind);
  const shared = { org, invoice, todayOn: data.todayOn, onClose: () => setAsked(null) };
  return (
    <>
      <Menu
        position="bottom-end"
        width={240}
        withinPortal={false}
        // Its placeholder is a child that a menu may not have (WCAG 1.3.1).
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
            {t('silence.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('mute')}>{t('silence.menuMute')}</Menu.Item>
          <Menu.Item disabled={has('promise')} onClick={() => setAsked('promise')}>
            {t('silence.menuPromise')}
          </Menu.Item>
          <Menu.Item disabled={has('dispute')} onClick={() => setAsked('dispute')}>
            {t('silence.menuDispute')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'mute' && <MuteDialog {...shared} />}
      {asked === 'promise' && <PromiseDialog {...shared} />}
      {asked === 'dispute' && <DisputeDialog {...shared} open={null} />}
    </>
  );
}
