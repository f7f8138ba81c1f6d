import { TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../ui/formats.ts';
import type { TypedAmount } from './amount-field.ts';
import type { SilencedInvoice } from './silenced-invoice.ts';

interface AmountFieldProps {
  label: string;
  typed: string;
  amount: TypedAmount;
  invoice: Pick<SilencedInvoice, 'openMinor' | 'currency'>;
  isTried: boolean;
  onChange: (typed: string) => void;
}

/** An amount of the invoice; left empty, it is all that is open. */
export function AmountField({
  label,
  typed,
  amount,
  invoice,
  isTried,
  onChange,
}: AmountFieldProps) {
  const t = useTranslations();
  const { money } = useFormats();
  const open = money(invoice.openMinor, invoice.currency);
  const wrong = {
    unreadable: t('silence.amountUnreadable'),
    'too-much': t('silence.amountTooMuch', { open }),
    nothing: t('silence.amountNothing'),
  };
  return (
    <TextInput
      label={label}
      description={t('silence.amountHelp', { open })}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      error={isTried && typeof amount === 'string' ? wrong[amount] : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function isAmount(amount: TypedAmount): amount is number | null {
  return typeof amount !== 'string';
}
