import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { readPages } from '../../api/read.ts';
import { mutedSearch } from '../../app/search.ts';
import { MutedTable } from '../../features/silence/muted-table.tsx';
import { useSilenceKinds } from '../../features/silence/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';
import { useSearchText } from '../../ui/use-search-text.ts';

const route = getRouteApi('/o/$org/customers/muted');

/** W10. */
export function MutedPage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const organisation = useOrganisation();
  const list = useInfiniteQuery({
    ...readPages('GET /o/:org/silences', { params: { org }, query: search }),
    placeholderData: (previous) => previous,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = search.q !== undefined || search.kind !== undefined;
  const clear = (
    <Button variant="default" onClick={() => void navigate({ search: {} })}>
      {t('common.clearFilters')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('w10.title')} />
      <Text c="dimmed" mb="sm">
        {t('w10.intro')}
      </Text>
      <Filters />
      {list.isPending && <LateSkeleton />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState action={filtered ? clear : null}>
          {filtered ? t('w10.noMatch') : t('w10.nothing')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <MutedTable
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
  const kinds = useSilenceKinds();
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) => {
    void navigate({ search: { ...search, q }, replace: true });
  });
  return (
    <Group align="end" mb="md" component="search">
      <TextInput
        type="search"
        label={t('w10.search')}
        placeholder={t('w10.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        w={{ base: '100%', xs: 280 }}
      />
      <NativeSelect
        label={t('w10.kind')}
        value={search.kind ?? ''}
        data={[{ value: '', label: t('w10.allKinds') }, ...kinds]}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: mutedSearch({ ...search, kind: value }) })
        }
      />
    </Group>
  );
}
