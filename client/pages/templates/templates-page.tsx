import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { readPages } from '../../api/read.ts';
import {
  TemplateFilters,
  type TemplateSearch,
} from '../../features/templates/list/template-filters.tsx';
import { TemplateTable } from '../../features/templates/list/template-table.tsx';
import { useMakeMine } from '../../features/templates/use-make-mine.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/templates');

/** R5. */
export function TemplatesPage() {
  const t = useTranslations();
  const { id: org, role } = useOrganisation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mine = useMakeMine(org);
  const editable = mayEdit(role);
  const list = useInfiniteQuery(
    readPages('GET /o/:org/templates', { params: { org }, query: search }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const onlyOwn = search.owner === 'own' && Object.values(search).filter(Boolean).length === 1;
  const change = (wanted: TemplateSearch, options?: { replace: boolean }) =>
    void navigate({ search: wanted, ...options });
  const clear = (
    <Button variant="default" onClick={() => change({})}>
      {onlyOwn ? t('r5.showAll') : t('common.clearFilters')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('r5.title')}
        actions={
          editable && (
            <Button loading={mine.busy} onClick={() => mine.blank(search.kind ?? 'reminder')}>
              {t('r5.newTemplate')}
            </Button>
          )
        }
      />
      <TemplateFilters search={search} onChange={change} />
      {list.isPending && <LateSkeleton rows={6} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState action={clear}>{onlyOwn ? t('r5.noneOwn') : t('r5.noMatch')}</EmptyState>
      )}
      {rows.length > 0 && <TemplateTable org={org} rows={rows} editable={editable} />}
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
