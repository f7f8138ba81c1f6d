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
  if (outcome === null) return null;
  const words = {
    late: t('w4.outcome.late'),
    delivered: t('w4.outcome.delivered'),
    taken: t('w4.outcome.taken'),
    deferred: t('w4.outcome.deferred'),
    blocked: t('w4.outcome.blocked'),
    dropped: t('w4.outcome.dropped'),
    bounced: t('w4.outcome.bounced'),
    returned: t('w4.outcome.returned'),
  };
  return <Mark tone={tones[outcome]}>{words[outcome]}</Mark>;
}
