import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { readPages } from '../../api/read.ts';
import { invoicesSearch, type InvoicesSearch } from '../../app/search.ts';
import { InvoiceFilters } from '../../features/invoices/invoice-filters.tsx';
import { InvoiceTable } from '../../features/invoices/invoice-table.tsx';
import { InvoicesEmpty } from '../../features/invoices/invoices-empty.tsx';
import { StatusTabs, useStatusNames } from '../../features/invoices/status-tabs.tsx';
import { ToSendBar } from '../../features/invoices/to-send/to-send-bar.tsx';
import { useSelection } from '../../features/invoices/use-selection.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/invoices');

/** W3. The address holds the filters. */
export function InvoicesPage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const names = useStatusNames();
  const organisation = useOrganisation();
  const list = useInvoices(org, search);
  const pages = list.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  const status = search.status ?? 'all';
  const sort = search.sort ?? 'due';
  const selection = useSelection();
  const toSend = pages[0]?.counts['to-send'] ?? 0;
  const selectable = status === 'to-send' && mayEdit(organisation.role);
  const show = (change: InvoicesSearch, replace = false) => {
    selection.clear();
    void navigate({ search: invoicesSearch({ ...search, ...change }), replace });
  };

  return (
    <>
      <PageHeader
        title={t('w3.title')}
        detail={names[status]}
        actions={
          organisation.invoiceSending.on && (
            <Group gap="xs">
              {toSend > 0 && status !== 'to-send' && (
                <Button variant="default" onClick={() => show({ status: 'to-send' })}>
                  {t('w3.invoicesToSend', { count: toSend })}
                </Button>
              )}
              <Button
                variant="subtle"
                renderRoot={(props) => <Link to="/o/$org/jobs" params={{ org }} {...props} />}
              >
                {t('o3.title')}
              </Button>
            </Group>
          )
        }
      />
      <StatusTabs
        status={status}
        counts={pages[0]?.counts}
        sendingOn={organisation.invoiceSending.on}
        onChange={(wanted) => show({ status: wanted })}
      />
      <InvoiceFilters
        q={search.q ?? ''}
        customer={search.customer}
        onSearch={(q) => show({ q }, true)}
        onClear={() => void navigate({ search: {} })}
      />
      <p className="visually-hidden" role="status">
        {list.isSuccess ? t('w3.loaded', { count: rows.length }) : ''}
      </p>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LateSkeleton />}
      {rows.length > 0 && selectable && (
        <ToSendBar
          org={org}
          selection={selection}
          search={search}
          total={toSend}
          onSent={({ id }) => void navigate({ to: '/o/$org/jobs/$run', params: { org, run: id } })}
        />
      )}
      {rows.length > 0 && (
        <InvoiceTable
          org={org}
          rows={rows}
          sort={sort}
          busy={list.isPlaceholderData}
          selection={selectable ? selection : undefined}
          onSort={(wanted) => show({ sort: wanted })}
        />
      )}
      {list.isSuccess && rows.length === 0 && (
        <InvoicesEmpty
          org={org}
          status={status}
          filtered={search.q !== undefined || search.customer !== undefined}
          onClear={() => void navigate({ search: {} })}
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

function useInvoices(org: string, search: InvoicesSearch) {
  return useInfiniteQuery({
    ...readPages('GET /o/:org/invoices', { params: { org }, query: search }),
    // Old rows stay, dimmed, while new ones load (ux 6.11).
    placeholderData: (previous) => previous,
  });
}
