import { useTranslations } from 'use-intl';
import type { FailureReason } from '../../../domain/deliveries/failure-reason.ts';

/** Why a copy did not arrive, as a sentence. */
export function useFailureWords(): (reason: FailureReason) => string {
  const t = useTranslations();
  const words: Record<FailureReason, string> = {
    'no-such-address': t('w4.failure.no-such-address'),
    'mailbox-off': t('w4.failure.mailbox-off'),
    'mailbox-full': t('w4.failure.mailbox-full'),
    'too-big': t('w4.failure.too-big'),
    'their-server': t('w4.failure.their-server'),
    'way-there': t('w4.failure.way-there'),
    'not-trusted': t('w4.failure.not-trusted'),
    'bounced-before': t('w4.failure.bounced-before'),
    'complained-before': t('w4.failure.complained-before'),
    'unsubscribed-before': t('w4.failure.unsubscribed-before'),
    other: t('w4.failure.other'),
  };
  return (reason) => words[reason];
}
