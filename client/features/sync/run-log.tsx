import { Button, Group, NativeSelect, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import { readPages } from '../../api/read.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { RunTable } from './run-table.tsx';
import { useRunStates, useRunTypes } from './use-names.ts';

export interface RunFilter {
  type?: SyncRunJson['type'] | undefined;
  state?: SyncRunJson['state'] | undefined;
}

interface RunLogProps {
  org: string;
  filter: RunFilter;
  onFilter: (filter: RunFilter) => void;
}

/** Every reading of the books, newest first. */
export function RunLog({ org, filter, onFilter }: RunLogProps) {
  const t = useTranslations();
  const list = useInfiniteQuery({
    ...readPages('GET /o/:org/sync/runs', { params: { org }, query: { ...filter, limit: 20 } }),
    placeholderData: (previous) => previous,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = filter.type !== undefined || filter.state !== undefined;
  return (
    <section aria-labelledby="runs">
      <Title order={2} size="h4" mb="xs" id="runs">
        {t('o1.log.title')}
      </Title>
      <Filters filter={filter} onFilter={onFilter} />
      {list.isPending && <LateSkeleton rows={4} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          action={
            filtered && (
              <Button variant="default" onClick={() => onFilter({})}>
                {t('common.clearFilters')}
              </Button>
            )
          }
        >
          {filtered ? t('o1.log.noMatch') : t('o1.none')}
        </EmptyState>
      )}
      {rows.length > 0 && <RunTable rows={rows} busy={list.isPlaceholderData} />}
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </section>
  );
}

function Filters({ filter, onFilter }: Omit<RunLogProps, 'org'>) {
  const t = useTranslations();
  const types = useRunTypes();
  const states = useRunStates();
  const all = { value: '', label: t('o1.log.all') };
  return (
    <Group align="end" mb="md" component="search">
      <NativeSelect
        label={t('o1.log.type')}
        value={filter.type ?? ''}
        data={[all, ...optionsOf(types)]}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, type: keyIn(types, value) })
        }
      />
      <NativeSelect
        label={t('o1.log.state')}
        value={filter.state ?? ''}
        data={[all, ...optionsOf(states)]}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, state: keyIn(states, value) })
        }
      />
    </Group>
  );
}

const optionsOf = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

function keyIn<Key extends string>(names: Record<Key, string>, value: string): Key | undefined {
  return (Object.keys(names) as Key[]).find((one) => one === value);
}
