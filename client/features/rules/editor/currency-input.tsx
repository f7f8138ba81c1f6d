import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

interface CurrencyInputProps {
  id: string;
  error: ReactNode;
  value: string[];
  onChange: (currencies: string[]) => void;
}

/** Currencies by their code: type, Enter or comma; capital letters by themselves. */
export function CurrencyInput({ value, onChange, ...field }: CurrencyInputProps) {
  const t = useTranslations();
  const put = (codes: string[]) =>
    onChange([...new Set(codes.map((code) => code.trim().toUpperCase()))]);
  return (
    <TagsInput
      {...field}
      label={t('r2.currencies')}
      description={t('r2.currenciesHelp')}
      splitChars={[',', ';', ' ']}
      value={value}
      onChange={put}
    />
  );
}
