import { useTranslations } from 'use-intl';
import { silenceKinds, type SilenceRow } from '../../../domain/api/silence.ts';
import { useFormats } from '../../ui/formats.ts';

export function useSilenceKinds(): { value: SilenceRow['kind']; label: string }[] {
  const t = useTranslations();
  const labels = {
    organisation: t('w10.kinds.organisation'),
    customer: t('w10.kinds.customer'),
    invoice: t('w10.kinds.invoice'),
    promise: t('w10.kinds.promise'),
    dispute: t('w10.kinds.dispute'),
  };
  return silenceKinds.map((value) => ({ value, label: labels[value] }));
}

/** One sentence about what is in force. */
export function useSilenceSentence(): (row: SilenceRow) => string {
  const t = useTranslations();
  const { day, money } = useFormats();
  return (row) => {
    const until = row.untilOn === null ? '' : day(row.untilOn);
    const customer = row.customer?.name ?? '–';
    if (row.repliedOn !== null)
      return t('silence.replied', { on: day(row.repliedOn), until: until || '–' });
    const amount = money(
      row.amountMinor ?? row.amounts[0]?.minor ?? 0,
      row.amounts[0]?.currency ?? null,
    );
    switch (row.kind) {
      case 'organisation':
        return until ? t('silence.allUntil', { until }) : t('silence.all');
      case 'customer':
        return until
          ? t('silence.customerUntil', { customer, until })
          : t('silence.customer', { customer });
      case 'invoice':
        return until ? t('silence.invoiceUntil', { until }) : t('silence.invoice');
      case 'promise':
        return t('silence.promised', {
          amount,
          on: row.promisedOn === null ? '–' : day(row.promisedOn),
          until,
        });
      case 'dispute':
        return disputeWords();
    }

    function disputeWords(): string {
      if (row.amountMinor === null)
        return until ? t('silence.disputedUntil', { until }) : t('silence.disputed');
      return until
        ? t('silence.partDisputedUntil', { amount, until })
        : t('silence.partDisputed', { amount });
    }
  };
}
