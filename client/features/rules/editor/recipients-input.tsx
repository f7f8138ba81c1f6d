import { TagsInput } from '@mantine/core';
import { splitAddresses } from './addresses.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

interface RecipientsInputProps {
  id: string;
  label: string;
  error: ReactNode;
  value: string[];
  onChange: (addresses: string[]) => void;
}

/** Addresses: type, Enter or comma; paste many; the same one twice is kept once. */
export function RecipientsInput({ value, onChange, ...field }: RecipientsInputProps) {
  const t = useTranslations();
  return (
    <TagsInput
      {...field}
      description={t('r2.recipientsHelp')}
      splitChars={[',', ';', ' ', '\n']}
      value={value}
      onChange={(addresses) => onChange(splitAddresses(addresses))}
    />
  );
}
