import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import { matchingRules, type RuleFilter } from './matching-rules.ts';
import { RuleFilters } from './rule-filters.tsx';
import { RuleTable } from './rule-table.tsx';

interface RuleListProps {
  org: string;
  page: ResponseOf<'GET /o/:org/rules'>;
  editable: boolean;
  search: RuleFilter & { saved?: string | undefined };
  onChange: (change: RuleFilter, replace?: boolean) => void;
}

/** Filters, and the rules that they leave. */
export function RuleList({ org, page, editable, search, onChange }: RuleListProps) {
  const t = useTranslations();
  const { time } = useFormats();
  const shown = matchingRules(page.rows, search);
  return (
    <Stack gap="xs">
      <RuleFilters search={search} onChange={onChange} />
      <Text size="sm" c="dimmed" role="status">
        {t('r1.shown', { count: shown.length, at: time(page.countedAt) })}
      </Text>
      {shown.length === 0 ? (
        <EmptyState>{t('r1.noneMatches')}</EmptyState>
      ) : (
        <RuleTable
          org={org}
          rules={page.rows}
          shown={shown}
          editable={editable}
          saved={search.saved}
        />
      )}
    </Stack>
  );
}
