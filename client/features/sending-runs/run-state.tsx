import { Progress, Text } from '@mantine/core';
import '@mantine/core/styles/Progress.css';
import { useTranslations } from 'use-intl';
import type { SendingRunJson } from '../../../domain/api/sending-runs.ts';
import { useFormats } from '../../ui/formats.ts';

/** How far a run has come, as a bar and in words; the words alone say it all. */
export function RunState({ run }: { run: SendingRunJson }) {
  const t = useTranslations();
  const { instant } = useFormats();
  const { counts, total } = run;
  const settled = counts.sent + counts.refused + counts.unknown + counts.cancelled + counts.leftOut;
  const percent = total === 0 ? 100 : Math.min(100, Math.round((settled / total) * 100));
  return (
    <div>
      <Progress value={percent} aria-label={t('o3.progress')} mb={4} />
      <Text size="sm">
        {t('o3.sentOf', { sent: counts.sent, total })}
        {counts.waiting > 0 && ` ${t('o3.waiting', { count: counts.waiting })}`}
        {counts.leftOut > 0 && ` ${t('o3.leftOut', { count: counts.leftOut })}`}
        {counts.refused > 0 && ` ${t('o3.refused', { count: counts.refused })}`}
        {counts.unknown > 0 && ` ${t('o3.unknown', { count: counts.unknown })}`}
        {counts.cancelled > 0 && ` ${t('o3.cancelledCount', { count: counts.cancelled })}`}
      </Text>
      {run.cancelledAt !== null && (
        <Text size="sm">
          {t('o3.stoppedBy', { name: run.cancelledBy ?? '–', at: instant(run.cancelledAt) })}
        </Text>
      )}
    </div>
  );
}

/** Something of it may still leave. */
export const isRunning = ({ isPrepared, cancelledAt, counts }: SendingRunJson): boolean =>
  (!isPrepared && cancelledAt === null) || counts.waiting > 0;
