import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../../domain/api/endpoints.ts';
import { read } from '../../../api/read.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';

type Customers = ResponseOf<'GET /o/:org/customers'>['rows'];
/** The server answers at most this many at once; names of further chosen customers show as their id. */
const NAMED_AT_ONCE = 200;

interface CustomerPickerProps {
  id: string;
  org: string;
  label: string;
  error: ReactNode;
  value: string[];
  onChange: (ids: string[]) => void;
}

/** Chooses among all customers by searching on the server; only what was found or chosen is ever loaded. */
export function CustomerPicker({ org, value, onChange, ...field }: CustomerPickerProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 150);
  const params = { org };
  const found = useQuery({
    ...read('GET /o/:org/customers', { params, query: { q, limit: 30 } }),
    placeholderData: (previous) => previous,
  });
  const chosen = useQuery({
    ...read('GET /o/:org/customers', {
      params,
      query: { ids: value.slice(0, NAMED_AT_ONCE).join(','), limit: NAMED_AT_ONCE },
    }),
    enabled: value.length > 0,
    placeholderData: (previous) => previous,
  });
  return (
    <MultiSelect
      {...field}
      description={t('r2.customersCount', { count: value.length })}
      placeholder={t('r2.customersSearch')}
      searchable
      hidePickedOptions
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      data={optionsOf(value, chosen.data?.rows ?? [], found.data?.rows ?? [])}
      filter={({ options }) => options}
      nothingFoundMessage={t('r2.customersNone')}
      maxDropdownHeight={260}
      clearButtonProps={{ 'aria-label': t('r2.customersClear') }}
    />
  );
}

function optionsOf(ids: string[], chosen: Customers, found: Customers) {
  const names = new Map([...chosen, ...found].map((customer) => [customer.id, customer.fullName]));
  for (const id of ids) if (!names.has(id)) names.set(id, id);
  return [...names].map(([value, label]) => ({ value, label }));
}
