import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { syncQuery } from '../../api/read.ts';
import { NativeQuestion } from '../../features/native-reminders/native-question.tsx';
import { BooksSettings } from '../../features/settings/books-settings.tsx';
import { FreshnessSection } from '../../features/settings/freshness-section.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { mayRun } from '../../ui/rights.ts';

/** S2: the books, and when they are too old to chase by. */
export function ConnectionPart({ organisation }: { organisation: OrganisationJson }) {
  // Some settings of the mirror are told with its state.
  const { data: sync, error, refetch } = useQuery(syncQuery(organisation.id));
  const books = (
    <BooksSettings organisation={organisation}>
      <NativeQuestion organisation={organisation} disabled={!mayRun(organisation.role)} />
    </BooksSettings>
  );
  if (sync)
    return (
      <FreshnessSection organisation={organisation} freshness={sync.freshness}>
        {books}
      </FreshnessSection>
    );
  return (
    <Stack gap="lg">
      {books}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LateSkeleton rows={4} />
      )}
    </Stack>
  );
}
