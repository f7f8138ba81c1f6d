import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { readPages } from '../../api/read.ts';
import { tasksSearch } from '../../app/search.ts';
import { useTaskKinds } from '../../features/tasks/kinds.ts';
import { TaskTable } from '../../features/tasks/task-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';
import { useSearchText } from '../../ui/use-search-text.ts';

const route = getRouteApi('/o/$org/tasks');

/** W9. */
export function TasksPage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const organisation = useOrganisation();
  const list = useInfiniteQuery({
    ...readPages('GET /o/:org/tasks', { params: { org }, query: search }),
    placeholderData: (previous) => previous,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = search.q !== undefined || search.kind !== undefined;
  const nothing = search.state === 'done' ? t('w9.nothingDone') : t('w9.nothing');
  const clear = (
    <Button variant="default" onClick={() => void navigate({ search: {} })}>
      {t('common.clearFilters')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('w9.title')} />
      <Filters />
      {list.isPending && <LateSkeleton />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState action={filtered ? clear : null}>
          {filtered ? t('w9.noMatch') : nothing}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <TaskTable
          org={org}
          rows={rows}
          todayOn={list.data?.pages[0]?.todayOn ?? ''}
          editable={mayEdit(organisation.role)}
          busy={list.isPlaceholderData}
        />
      )}
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function Filters() {
  const t = useTranslations();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const kinds = useTaskKinds();
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) => {
    void navigate({ search: { ...search, q }, replace: true });
  });
  const choose = (change: Record<string, unknown>) =>
    void navigate({ search: tasksSearch({ ...search, ...change }) });
  return (
    <Group align="end" mb="md" component="search">
      <TextInput
        type="search"
        label={t('w9.search')}
        placeholder={t('w9.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        w={{ base: '100%', xs: 280 }}
      />
      <NativeSelect
        label={t('w9.state')}
        value={search.state ?? 'open'}
        data={[
          { value: 'open', label: t('w9.states.open') },
          { value: 'done', label: t('w9.states.done') },
        ]}
        onChange={({ currentTarget: { value } }) => choose({ state: value })}
      />
      <NativeSelect
        label={t('w9.kind')}
        value={search.kind ?? ''}
        data={[{ value: '', label: t('w9.allKinds') }, ...kinds]}
        onChange={({ currentTarget: { value } }) => choose({ kind: value })}
      />
    </Group>
  );
}
