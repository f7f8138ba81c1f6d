import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { ChooseCompanies } from '../../features/consent-choice/choose-companies.tsx';
import { Door } from '../../ui/door.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

const route = getRouteApi('/connect/choose');

/** A2: a consent covered several companies; which are meant? */
export function ChooseCompaniesPage() {
  const t = useTranslations();
  const { choice = '' } = route.useSearch();
  const query = read('GET /consent-choices/:choice', { params: { choice } });
  const { data, error } = useQuery({ ...query, retry: false });
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader title={t('a2.choose.title')} />
      {data && (
        <>
          <Text>{t('a2.choose.text', { books: data.booksName })}</Text>
          <ChooseCompanies choice={choice} companies={data.companies} />
        </>
      )}
      {!data && error && <ErrorState error={error} />}
      {!data && !error && <LateSkeleton rows={4} />}
      <Anchor renderRoot={(props) => <Link to="/orgs" {...props} />}>
        {t('a2.choose.toOrganisations')}
      </Anchor>
    </Door>
  );
}
