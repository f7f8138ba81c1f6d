import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read, readPages } from '../../api/read.ts';
import { ProblemTable } from '../../features/sending-runs/problem-table.tsx';
import { RunActions } from '../../features/sending-runs/run-actions.tsx';
import { isRunning, RunState } from '../../features/sending-runs/run-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useFormats } from '../../ui/formats.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/jobs/$run');

/** O3, one run: its progress, what did not leave and why, and what can be done about it. */
export function JobPage() {
  const t = useTranslations();
  const { org, run: id } = route.useParams();
  const navigate = route.useNavigate();
  const organisation = useOrganisation();
  const { instant } = useFormats();
  const {
    data: run,
    error,
    refetch,
  } = useQuery(read('GET /o/:org/sending-runs/:run', { params: { org, run: id } }));
  const toList = (
    <Anchor renderRoot={(props) => <Link to="/o/$org/jobs" params={{ org }} {...props} />}>
      {t('o3.toList')}
    </Anchor>
  );
  if (error && !run)
    return (
      <>
        <PageHeader title={t('o3.title')} back={toList} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  if (!run) return <LateSkeleton />;
  return (
    <>
      <PageHeader title={t('o3.runOf', { at: instant(run.requestedAt) })} back={toList} />
      <Stack>
        <Text>
          {run.requestedBy ? t('o3.askedBy', { name: run.requestedBy }) : t('o3.byClock')}
          {isRunning(run) && ` ${t('o3.leavesFrom', { at: instant(run.leavesAt) })}`}
        </Text>
        <div role="status">
          <RunState run={run} />
        </div>
        {mayEdit(organisation.role) && (
          <RunActions
            org={org}
            run={run}
            onRetried={({ id: again }) =>
              void navigate({ to: '/o/$org/jobs/$run', params: { org, run: again } })
            }
          />
        )}
        <Problems org={org} run={id} />
      </Stack>
    </>
  );
}

function Problems({ org, run }: { org: string; run: string }) {
  const t = useTranslations();
  const list = useInfiniteQuery(
    readPages('GET /o/:org/sending-runs/:run/problems', { params: { org, run } }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="problems">
      <Title order={2} size="h4" mb="xs" id="problems">
        {t('o3.problems')}
      </Title>
      <ProblemTable org={org} rows={rows} />
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </section>
  );
}
