import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { copiesOf } from '../../../domain/deliveries/copies.ts';
import { worstOutcome } from '../../../domain/deliveries/outcome.ts';
import { Mark } from '../../ui/status-badge.tsx';
import { OutcomeMark } from './outcome-mark.tsx';

const tones = {
  planned: 'calm',
  claimed: 'calm',
  sent: 'good',
  refused: 'bad',
  unknown: 'held',
  cancelled: 'calm',
} as const;

/** Where the message is: once it has left, how far its worst copy got. */
export function DeliveryState({ delivery }: { delivery: DeliveryJson }) {
  const t = useTranslations();
  const { state, recipients, evidence } = delivery;
  const words = {
    planned: t('w4.state.planned'),
    claimed: t('w4.state.claimed'),
    sent: t('w4.state.sent'),
    refused: t('w4.state.refused'),
    unknown: t('w4.state.unknown'),
    cancelled: t('w4.state.cancelled'),
  };
  const outcome = worstOutcome(copiesOf(recipients, evidence).map((copy) => copy.outcome));
  if (state === 'sent' && outcome !== null && outcome !== 'taken')
    return <OutcomeMark outcome={outcome} />;
  return <Mark tone={tones[state]}>{words[state]}</Mark>;
}
