import { Alert } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { UpcomingPage } from '../../../domain/api/upcoming.ts';

/** What must be known before the list is believed: that it is a simulation, and that it does not cover all of the books. */
export function SimulationRibbon({ page }: { page: UpcomingPage }) {
  const t = useTranslations();
  const { openInvoices: open, coveredInvoices: covered } = page.coverage;
  return (
    <>
      {page.simulated && (
        <Alert color="yellow" variant="light" mb="sm" role="status">
          {t('w5.simulation')}
        </Alert>
      )}
      {covered < open && (
        <Alert color="yellow" variant="outline" mb="sm" role="status">
          {t('w5.cut', { covered, open })}
        </Alert>
      )}
    </>
  );
}
