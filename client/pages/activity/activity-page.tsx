import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { readPages } from '../../api/read.ts';
import { ActivityList } from '../../features/activity/activity-list.tsx';
import { useActivityKinds } from '../../features/activity/kinds.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useSearchText } from '../../ui/use-search-text.ts';

const route = getRouteApi('/o/$org/activity');

/** O2. */
export function ActivityPage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const kinds = useActivityKinds();
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) => {
    void navigate({ search: { ...search, q }, replace: true });
  });
  const list = useInfiniteQuery(
    readPages('GET /o/:org/activity', { params: { org }, query: search }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const clear = (
    <Button variant="default" onClick={() => void navigate({ search: {} })}>
      {t('common.clearFilters')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('o2.title')} />
      <Group align="end" mb="md" component="search">
        <TextInput
          type="search"
          label={t('o2.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={{ base: '100%', xs: 280 }}
        />
        <NativeSelect
          label={t('o2.kindFilter')}
          value={search.kind ?? ''}
          data={[{ value: '', label: t('o2.allKinds') }, ...kinds]}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ search: { ...search, kind: value || undefined } })
          }
        />
      </Group>
      {list.isPending && <LateSkeleton />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState action={search.q || search.kind ? clear : null}>
          {search.q || search.kind ? t('o2.noMatch') : t('o2.nothingYet')}
        </EmptyState>
      )}
      <ActivityList org={org} rows={rows} linked />
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
