import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { Mark } from '../../ui/status-badge.tsx';

const tones = {
  planned: 'calm',
  claimed: 'calm',
  sent: 'good',
  refused: 'bad',
  unknown: 'held',
  cancelled: 'calm',
} as const;

export function DeliveryState({ state }: { state: DeliveryJson['state'] }) {
  const t = useTranslations();
  const words = {
    planned: t('w4.state.planned'),
    claimed: t('w4.state.claimed'),
    sent: t('w4.state.sent'),
    refused: t('w4.state.refused'),
    unknown: t('w4.state.unknown'),
    cancelled: t('w4.state.cancelled'),
  };
  return <Mark tone={tones[state]}>{words[state]}</Mark>;
}
