import { Tabs } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import { useFormats } from '../../ui/formats.ts';

type Counts = ResponseOf<'GET /o/:org/invoices'>['counts'];
type Status = keyof Counts;
const statuses: readonly Status[] = ['all', 'to-send', 'due', 'overdue', 'paid', 'void'];

interface StatusTabsProps {
  status: Status;
  counts: Counts | undefined;
  /** Some invoices may wait to be sent; without that there is no view of them. */
  sendingOn: boolean;
  onChange: (status: Status) => void;
}

export function StatusTabs({ status, counts, sendingOn, onChange }: StatusTabsProps) {
  const t = useTranslations();
  const names = useStatusNames();
  const { number } = useFormats();
  const shown = statuses.filter((one) => one !== 'to-send' || sendingOn || status === one);
  return (
    <Tabs
      value={status}
      mb="sm"
      onChange={(wanted) => onChange(statuses.find((one) => one === wanted) ?? 'all')}
    >
      <Tabs.List aria-label={t('w3.views')}>
        {shown.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {names[one]} {counts ? number(counts[one]) : ''}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

export function useStatusNames(): Record<Status, string> {
  const t = useTranslations();
  return {
    all: t('w3.all'),
    'to-send': t('w3.to-send'),
    due: t('w3.due'),
    overdue: t('w3.overdue'),
    paid: t('w3.paid'),
    void: t('w3.void'),
  };
}
