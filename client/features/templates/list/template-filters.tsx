import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { QueryOf } from '../../../../domain/api/endpoints.ts';
import { templateKinds } from '../../../../domain/templates/template.ts';
import { useSearchText } from '../../../ui/use-search-text.ts';
import { useTemplateKinds } from '../kinds.ts';

type Query = NonNullable<QueryOf<'GET /o/:org/templates'>>;
export type TemplateSearch = {
  [Name in 'q' | 'kind' | 'missing' | 'owner']?: Query[Name] | undefined;
};

interface TemplateFiltersProps {
  search: TemplateSearch;
  onChange: (search: TemplateSearch, options?: { replace: boolean }) => void;
}

export function TemplateFilters({ search, onChange }: TemplateFiltersProps) {
  const t = useTranslations();
  const kinds = useTemplateKinds();
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) =>
    onChange({ ...search, q }, { replace: true }),
  );
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const pick =
    (name: 'kind' | 'missing' | 'owner') => (event: { currentTarget: { value: string } }) =>
      onChange({ ...search, [name]: event.currentTarget.value || undefined });
  return (
    <Group align="end" mb="md" component="search">
      <TextInput
        type="search"
        label={t('r5.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        w={{ base: '100%', xs: 240 }}
      />
      <NativeSelect
        label={t('r5.kindFilter')}
        value={search.kind ?? ''}
        data={[
          { value: '', label: t('r5.allKinds') },
          ...templateKinds.map((kind) => ({ value: kind, label: kinds[kind] })),
        ]}
        onChange={pick('kind')}
      />
      <NativeSelect
        label={t('r5.languageFilter')}
        value={search.missing ?? ''}
        data={[
          { value: '', label: t('r5.allLanguages') },
          { value: 'en', label: t('r5.withoutEnglish') },
          { value: 'fr', label: t('r5.withoutFrench') },
        ]}
        onChange={pick('missing')}
      />
      <NativeSelect
        label={t('r5.ownerFilter')}
        value={search.owner ?? ''}
        data={[
          { value: '', label: t('r5.allOwners') },
          { value: 'built-in', label: t('r5.builtIn') },
          { value: 'own', label: t('r5.own') },
        ]}
        onChange={pick('owner')}
      />
      {isFiltered && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('common.clearFilters')}
        </Button>
      )}
    </Group>
  );
}
