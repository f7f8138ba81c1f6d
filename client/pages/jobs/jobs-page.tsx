import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { readPages } from '../../api/read.ts';
import { RunTable } from '../../features/sending-runs/run-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

const route = getRouteApi('/o/$org/jobs');

/** O3: runs that send invoices, with how far each has come. */
export function JobsPage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const list = useInfiniteQuery(readPages('GET /o/:org/sending-runs', { params: { org } }));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageHeader title={t('o3.title')} />
      {list.isPending && <LateSkeleton />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <EmptyState>{t('o3.nothing')}</EmptyState>}
      {rows.length > 0 && <RunTable org={org} rows={rows} />}
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
