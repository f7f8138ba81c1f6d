import { Button, Group, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSearchText } from '../../ui/use-search-text.ts';

interface InvoiceFiltersProps {
  q: string;
  customer: string | undefined;
  onSearch: (q: string | undefined) => void;
  onClear: () => void;
}

export function InvoiceFilters({ q, customer, onSearch, onClear }: InvoiceFiltersProps) {
  const t = useTranslations();
  const [typed, setTyped] = useSearchText(q, onSearch);
  return (
    <Group align="end" mb="md" component="search">
      <TextInput
        type="search"
        label={t('w3.search')}
        placeholder={t('w3.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        w={{ base: '100%', xs: 320 }}
      />
      {(q !== '' || customer !== undefined) && (
        <Button variant="subtle" onClick={onClear}>
          {t('common.clearFilters')}
        </Button>
      )}
    </Group>
  );
}
