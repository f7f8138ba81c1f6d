import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { read } from '../../../api/read.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';

interface CustomerChoiceProps {
  org: string;
  value: string | null;
  onChange: (customer: string | null) => void;
}

/** One customer out of all, searched on the server. */
export function CustomerChoice({ org, value, onChange }: CustomerChoiceProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 150);
  const params = { org };
  const found = useQuery({
    ...read('GET /o/:org/customers', { params, query: { q, limit: 30 } }),
    placeholderData: (previous) => previous,
  });
  const chosen = useQuery({
    ...read('GET /o/:org/customers', { params, query: { ids: value ?? '', limit: 1 } }),
    enabled: value !== null,
  });
  const names = new Map(
    [...(chosen.data?.rows ?? []), ...(found.data?.rows ?? [])].map((row) => [
      row.id,
      row.fullName,
    ]),
  );
  return (
    <Select
      label={t('r3.customer')}
      placeholder={t('r2.customersSearch')}
      searchable
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      data={[...names].map(([id, label]) => ({ value: id, label }))}
      filter={({ options }) => options}
      nothingFoundMessage={t('r2.customersNone')}
      maxDropdownHeight={260}
      w={{ base: '100%', xs: 340 }}
    />
  );
}
