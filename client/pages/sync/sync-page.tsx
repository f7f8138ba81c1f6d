import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { SyncErrors } from '../../features/sync/sync-errors.tsx';
import { SyncRun } from '../../features/sync/sync-run.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useChange } from '../../ui/use-change.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';
import { useToasts } from '../../ui/toast.ts';

/** O1. Usable while the first import runs: lists fill as it goes. */
export function SyncPage() {
  const t = useTranslations();
  const organisation = useOrganisation();
  const { connection, lastSync, syncedAt } = organisation;
  const { done } = useToasts();
  const syncNow = useChange('POST /o/:org/sync', {
    refresh: ['GET /o/:org'],
    onDone: () => done(t('o1.queued')),
  });
  const live = connection?.state === 'live';
  const params = { org: organisation.id };

  return (
    <>
      <PageHeader
        title={t('o1.title')}
        actions={
          mayEdit(organisation.role) && (
            <Button
              disabled={!live || lastSync?.state === 'running'}
              loading={syncNow.isPending}
              onClick={() => syncNow.mutate({ params })}
            >
              {t('o1.syncNow')}
            </Button>
          )
        }
      />
      <Stack gap="lg" maw={720}>
        {!live && <p>{t('o1.notConnected', { books: connection?.booksName ?? 'QuickBooks' })}</p>}
        {lastSync ? <SyncRun run={lastSync} syncedAt={syncedAt} /> : <p>{t('o1.none')}</p>}
        {syncedAt !== null && (
          <div>
            <Button
              renderRoot={(props) => <Link to="/o/$org/rules/new" params={params} {...props} />}
            >
              {t('o1.nextRule')}
            </Button>
          </div>
        )}
        <SyncErrors org={organisation.id} />
      </Stack>
    </>
  );
}
