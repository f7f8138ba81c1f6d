import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { readPages } from '../../api/read.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { ActivityList } from './activity-list.tsx';

/** Everything that happened with one invoice, newest first. */
export function Timeline({ org, invoice }: { org: string; invoice: string }) {
  const t = useTranslations();
  const list = useInfiniteQuery(
    readPages('GET /o/:org/activity', { params: { org }, query: { invoice, limit: 50 } }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (list.isPending) return <LateSkeleton rows={6} />;
  if (list.isError && rows.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return <EmptyState>{t('w4.nothingHappened')}</EmptyState>;
  return (
    <>
      <ActivityList org={org} rows={rows} linked={false} />
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
