import { Group, Progress, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';

interface KindProgressProps {
  progress: SyncRunJson['progress'][number];
  running: boolean;
}

/** One bar with name, value and text (ux 8). Without a known total the bar shows activity, the text the count. */
export function KindProgress({ progress, running }: KindProgressProps) {
  const t = useTranslations();
  const { kind, done, total } = progress;
  const names = {
    terms: t('o1.kinds.terms'),
    customers: t('o1.kinds.customers'),
    invoices: t('o1.kinds.invoices'),
  };
  const words = total === null ? t('o1.count', { done }) : t('o1.countOf', { done, total });
  return (
    <div>
      <Group justify="space-between">
        <Text>{names[kind]}</Text>
        <Text className="number">{words}</Text>
      </Group>
      <Progress.Root size="lg">
        <Progress.Section
          value={percentOf(done, total, running)}
          animated={running && total === null}
          aria-label={names[kind]}
          aria-valuetext={words}
        />
      </Progress.Root>
    </div>
  );
}

function percentOf(done: number, total: number | null, running: boolean): number {
  if (total === null) return running ? 100 : done > 0 ? 100 : 0;
  return total === 0 ? 100 : Math.min(100, Math.round((done / total) * 100));
}
