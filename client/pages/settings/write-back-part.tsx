import { Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { WriteBackSection } from '../../features/settings/write-back-section.tsx';
import { WriteBackLog } from '../../features/write-back/write-back-log.tsx';
import { mayEdit } from '../../ui/rights.ts';

const route = getRouteApi('/o/$org/settings/$section');

/** S10: what Dunlin may change in the books, and what it changed. */
export function WriteBackPart({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const { id: org, role, connection } = organisation;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Stack gap="lg">
      <WriteBackSection organisation={organisation} />
      <WriteBackLog
        org={org}
        books={connection?.booksName ?? t('common.books')}
        filter={search}
        editable={mayEdit(role)}
        onFilter={(filter, replace) =>
          void navigate({ search: filter, replace, resetScroll: false })
        }
      />
    </Stack>
  );
}
