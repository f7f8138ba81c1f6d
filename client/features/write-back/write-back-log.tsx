import { Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';
import { readPages } from '../../api/read.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { useSearchText } from '../../ui/use-search-text.ts';
import { WriteBackTable } from './write-back-table.tsx';
import { useWriteBackStates, writeBackStates } from './states.ts';

export interface WriteBackFilter {
  q?: string | undefined;
  state?: WriteBackRowJson['state'] | undefined;
}

interface WriteBackLogProps {
  org: string;
  books: string;
  filter: WriteBackFilter;
  editable: boolean;
  onFilter: (filter: WriteBackFilter, replace: boolean) => void;
}

/** S10: what Dunlin changed in the books, newest first, with what stood there before. */
export function WriteBackLog(props: WriteBackLogProps) {
  const { org, books, filter, editable, onFilter } = props;
  const t = useTranslations();
  const list = useInfiniteQuery({
    ...readPages('GET /o/:org/write-backs', { params: { org }, query: { ...filter, limit: 20 } }),
    placeholderData: (previous) => previous,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = filter.q !== undefined || filter.state !== undefined;
  return (
    <section aria-labelledby="write-backs">
      <Title order={2} size="h4" mb={4} id="write-backs">
        {t('s10.log.title', { books })}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('s10.log.intro')}
      </Text>
      <Filters filter={filter} onFilter={onFilter} />
      {list.isPending && <LateSkeleton rows={4} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          action={
            filtered && (
              <Button variant="default" onClick={() => onFilter({}, false)}>
                {t('common.clearFilters')}
              </Button>
            )
          }
        >
          {filtered ? t('s10.log.noMatch') : t('s10.log.nothingYet', { books })}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <WriteBackTable
          org={org}
          books={books}
          rows={rows}
          editable={editable}
          busy={list.isPlaceholderData}
        />
      )}
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </section>
  );
}

function Filters({ filter, onFilter }: Pick<WriteBackLogProps, 'filter' | 'onFilter'>) {
  const t = useTranslations();
  const states = useWriteBackStates();
  const [typed, setTyped] = useSearchText(filter.q ?? '', (q) => onFilter({ ...filter, q }, true));
  return (
    <Group align="end" mb="md" component="search">
      <TextInput
        type="search"
        label={t('s10.log.search')}
        placeholder={t('s10.log.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        w={{ base: '100%', xs: 280 }}
      />
      <NativeSelect
        label={t('s10.log.state')}
        value={filter.state ?? ''}
        data={[
          { value: '', label: t('s10.log.all') },
          ...writeBackStates.map((value) => ({ value, label: states[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, state: writeBackStates.find((one) => one === value) }, false)
        }
      />
    </Group>
  );
}
