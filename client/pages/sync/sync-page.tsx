import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { SyncJson } from '../../../domain/api/organisations.ts';
import { syncQuery } from '../../api/read.ts';
import { ChangesPerHour } from '../../features/sync/changes-per-hour.tsx';
import { Checks } from '../../features/sync/checks.tsx';
import { FreshnessNote } from '../../features/sync/freshness-note.tsx';
import { KindsTable } from '../../features/sync/kinds-table.tsx';
import { PausedNote } from '../../features/sync/paused-note.tsx';
import { RunLog } from '../../features/sync/run-log.tsx';
import { SyncActions } from '../../features/sync/sync-actions.tsx';
import { SyncErrors } from '../../features/sync/sync-errors.tsx';
import { SyncRun } from '../../features/sync/sync-run.tsx';
import { useSyncRequests } from '../../features/sync/use-sync-requests.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/sync');

/** A run that stands still sends no event, so it is looked at again from time to time. */
const LOOK_AGAIN_MS = 15_000;

/** O1. Usable while the first import runs: lists fill as it goes. */
export function SyncPage() {
  const t = useTranslations();
  const organisation = useOrganisation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { id: org, connection, role } = organisation;
  const { data: sync, error, refetch } = useSync(org);
  const requests = useSyncRequests(org);
  const books = connection?.booksName ?? t('common.books');
  const live = connection?.state === 'live';
  const state = live ? 'live' : connection?.state === 'paused' ? 'paused' : 'stopped';
  const editable = mayEdit(role);
  const syncNow = editable && live ? () => requests.ask('now') : null;

  return (
    <>
      <PageHeader
        title={t('o1.title')}
        actions={
          editable && <SyncActions requests={requests} sync={sync} books={books} state={state} />
        }
      />
      <Stack gap="lg" maw={860}>
        <PausedNote connection={connection} />
        {error && !sync && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!sync && !error && <LateSkeleton rows={6} />}
        {sync && (
          <>
            <FreshnessNote org={org} sync={sync} mayConfirm={editable} onSync={syncNow} />
            <CurrentRun sync={sync} books={books} onRetry={syncNow} />
            {sync.syncedAt !== null && <NextStep org={org} />}
            <KindsTable kinds={sync.kinds} />
            <Checks sync={sync} />
            <ChangesPerHour hours={sync.hours} />
          </>
        )}
        <SyncErrors org={org} />
        <RunLog
          org={org}
          filter={search}
          onFilter={(filter) => void navigate({ search: filter, resetScroll: false })}
        />
      </Stack>
    </>
  );
}

function useSync(org: string) {
  return useQuery({
    ...syncQuery(org),
    refetchInterval: ({ state }) =>
      isGoing(state.data?.run?.state) ? LOOK_AGAIN_MS : LOOK_AGAIN_MS * 4,
  });
}

const isGoing = (state: string | undefined) => state === 'running' || state === 'waiting';

interface CurrentRunProps {
  sync: SyncJson;
  books: string;
  onRetry: (() => void) | null;
}

function CurrentRun({ sync, books, onRetry }: CurrentRunProps) {
  const t = useTranslations();
  if (sync.run === null) return <p>{t('o1.none')}</p>;
  return (
    <SyncRun
      run={sync.run}
      books={books}
      kinds={sync.kinds.map(({ kind }) => kind)}
      syncedAt={sync.syncedAt}
      onRetry={onRetry}
    />
  );
}

function NextStep({ org }: { org: string }) {
  const t = useTranslations();
  return (
    <div>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/o/$org/rules/new" params={{ org }} {...props} />}
      >
        {t('o1.nextRule')}
      </Button>
    </div>
  );
}
