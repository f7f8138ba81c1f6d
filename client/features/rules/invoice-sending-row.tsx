import { Anchor, Group, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';

/** The head of the plan: how invoices themselves are sent, before any rule about them (UF-4). */
export function InvoiceSendingRow({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const { on, mode, delayDays } = organisation.invoiceSending;
  const state = !on
    ? t('r4.off')
    : mode === 'automatic'
      ? t('r4.automatic', { days: delayDays })
      : t('r4.byHand');
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('r4.title')}>
      <Group justify="space-between">
        <Text>
          <strong>{t('r4.title')}</strong> · {state}
        </Text>
        <Anchor
          renderRoot={(props) => (
            <Link
              to="/o/$org/settings/$section"
              params={{ org: organisation.id, section: 'invoicing' }}
              {...props}
            />
          )}
        >
          {t('r4.edit')}
        </Anchor>
      </Group>
    </Paper>
  );
}
