import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ruleTypes } from '../../../domain/rules/rule.ts';
import { useSearchText } from '../../ui/use-search-text.ts';
import { asState, asType, type RuleFilter } from './matching-rules.ts';
import { useRuleNames } from './rule-names.ts';

interface RuleFiltersProps {
  search: RuleFilter;
  onChange: (change: RuleFilter, replace?: boolean) => void;
}

/** The address holds the filters. */
export function RuleFilters({ search, onChange }: RuleFiltersProps) {
  const t = useTranslations();
  const names = useRuleNames();
  const { q, type, state } = search;
  const [typed, setTyped] = useSearchText(q ?? '', (wanted) => onChange({ q: wanted }, true));
  const isFiltered = q !== undefined || type !== undefined || state !== undefined;
  return (
    <Group align="end" component="search">
      <TextInput
        type="search"
        label={t('r1.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        w={{ base: '100%', xs: 240 }}
      />
      <NativeSelect
        label={t('r2.type')}
        value={type ?? ''}
        data={[
          { value: '', label: t('r1.anyType') },
          ...ruleTypes.map((value) => ({ value, label: names.type(value) })),
        ]}
        onChange={(event) => onChange({ type: asType(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('r1.state')}
        value={state ?? ''}
        data={[
          { value: '', label: t('r1.anyState') },
          { value: 'on', label: t('r1.stateOn') },
          { value: 'off', label: t('r1.stateOff') },
          { value: 'warnings', label: t('r1.stateWarnings') },
        ]}
        onChange={(event) => onChange({ state: asState(event.currentTarget.value) })}
      />
      {isFiltered && (
        <Button
          variant="subtle"
          onClick={() => onChange({ q: undefined, type: undefined, state: undefined })}
        >
          {t('common.clearFilters')}
        </Button>
      )}
    </Group>
  );
}
