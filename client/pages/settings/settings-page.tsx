import { Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { BooksSettings } from '../../features/settings/books-settings.tsx';
import { SettingsForm } from '../../features/settings/settings-form.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useOrganisation } from '../../ui/use-organisation.ts';

/** S1, S2 and S10 on one page while they are short. */
export function SettingsPage() {
  const t = useTranslations();
  const organisation = useOrganisation();
  return (
    <>
      <PageHeader title={t('s1.title')} />
      <Stack maw={720}>
        <SettingsForm key={organisation.id} organisation={organisation} />
        <BooksSettings organisation={organisation} />
      </Stack>
    </>
  );
}
