import { Button, Group, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { UpcomingPage } from '../../../domain/api/upcoming.ts';

import { useSearchText } from '../../ui/use-search-text.ts';
import classes from './upcoming.module.css';

/** Days ahead; a number, because the router writes a text of digits with quotes. */
type Span = 7 | 30 | 90;

export interface UpcomingFilter {
  days?: Span | undefined;
  as_of?: string | undefined;
  q?: string | undefined;
  customer?: string | undefined;
  rule?: string | undefined;
  reminders?: 'as-set' | 'on' | undefined;
}

interface UpcomingFiltersProps {
  filter: UpcomingFilter;
  rules: UpcomingPage['rules'];
  todayOn: string | undefined;
  onChange: (change: UpcomingFilter, replace?: boolean) => void;
  onClear: () => void;
}

export function UpcomingFilters(props: UpcomingFiltersProps) {
  const { filter, rules, todayOn, onChange, onClear } = props;
  const t = useTranslations();
  const [typed, setTyped] = useSearchText(filter.q ?? '', (q) => onChange({ q }, true));
  return (
    <Group align="end" mb="md" component="search">
      <TextInput
        type="search"
        label={t('w5.search')}
        placeholder={t('w5.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        w={{ base: '100%', xs: 260 }}
      />
      <NativeSelect
        label={t('w5.period')}
        value={String(filter.days ?? 7)}
        data={[
          { value: '7', label: t('w5.period7') },
          { value: '30', label: t('w5.period30') },
          { value: '90', label: t('w5.period90') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ days: value === '90' ? 90 : value === '30' ? 30 : 7 })
        }
      />
      <TextInput
        type="date"
        label={t('w5.asOf')}
        value={filter.as_of ?? todayOn ?? ''}
        {...(todayOn === undefined ? {} : { min: todayOn })}
        onChange={({ currentTarget: { value } }) =>
          onChange({ as_of: value === '' || value === todayOn ? undefined : value })
        }
      />
      <NativeSelect
        label={t('w5.rule')}
        value={filter.rule ?? ''}
        data={[
          { value: '', label: t('w5.allRules') },
          ...rules.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => onChange({ rule: value || undefined })}
      />
      <Switch
        className={classes.switch}
        label={t('w5.asIfOn')}
        checked={filter.reminders === 'on'}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ reminders: checked ? 'on' : undefined })
        }
      />
      {Object.values(filter).some((value) => value !== undefined) && (
        <Button variant="subtle" onClick={onClear}>
          {t('common.clearFilters')}
        </Button>
      )}
    </Group>
  );
}
