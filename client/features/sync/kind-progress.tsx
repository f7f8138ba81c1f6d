import { Group, Progress, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import { useKindNames } from './use-names.ts';
import { useTimeLeft } from './use-span.ts';

interface KindProgressProps {
  progress: SyncRunJson['progress'][number];
  running: boolean;
  /** Of the whole run; only given to the kind that is being read. */
  secondsLeft: number | null;
}

/** One bar with name, value and text (ux 8). Without a known total the bar shows activity, the text the count. */
export function KindProgress({ progress, running, secondsLeft }: KindProgressProps) {
  const t = useTranslations();
  const names = useKindNames();
  const timeLeft = useTimeLeft();
  const { kind, done, total } = progress;
  const count = total === null ? t('o1.count', { done }) : t('o1.countOf', { done, total });
  const words =
    secondsLeft === null ? count : t('o1.countLeft', { count, left: timeLeft(secondsLeft) });
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
