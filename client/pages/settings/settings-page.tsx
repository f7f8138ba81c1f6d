import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { syncQuery } from '../../api/read.ts';
import { NativeQuestion } from '../../features/native-reminders/native-question.tsx';
import { BooksSettings } from '../../features/settings/books-settings.tsx';
import { SettingsForm } from '../../features/settings/settings-form.tsx';
import { WriteBackLog } from '../../features/write-back/write-back-log.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit, mayRun } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/settings');

/** S1, S2 and S10 on one page while they are short. */
export function SettingsPage() {
  const t = useTranslations();
  const organisation = useOrganisation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { id: org, role, connection } = organisation;
  // Some settings of the mirror are told with its state.
  const { data: sync, error, refetch } = useQuery(syncQuery(org));
  return (
    <>
      <PageHeader title={t('s1.title')} />
      <Stack maw={720} gap="lg">
        {error && !sync && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!sync && !error && <LateSkeleton rows={8} />}
        {sync && (
          <SettingsForm key={org} organisation={organisation} freshness={sync.freshness}>
            <BooksSettings organisation={organisation}>
              <NativeQuestion organisation={organisation} disabled={!mayRun(role)} />
            </BooksSettings>
          </SettingsForm>
        )}
        <WriteBackLog
          org={org}
          books={connection?.booksName ?? 'QuickBooks'}
          filter={search}
          editable={mayEdit(role)}
          onFilter={(filter, replace) =>
            void navigate({ search: filter, replace, resetScroll: false })
          }
        />
      </Stack>
    </>
  );
}
