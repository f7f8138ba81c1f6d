import { useTranslations } from 'use-intl';
import type { Outcome } from '../../../domain/deliveries/outcome.ts';
import { Mark } from '../../ui/status-badge.tsx';

const tones = {
  late: 'good',
  delivered: 'good',
  taken: 'calm',
  deferred: 'held',
  blocked: 'bad',
  dropped: 'bad',
  bounced: 'bad',
  returned: 'bad',
} as const;

/** How far a message got, in words; nothing while nothing was heard. */
export function OutcomeMark({ outcome }: { outcome: Outcome | null }) {
  const t = useTranslations();
  return outcome && <Mark tone={tones[outcome]}>{t(`w4.outcome.${outcome}`)}</Mark>;
}
