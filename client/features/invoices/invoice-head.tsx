import { Alert, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { InvoiceJson } from '../../../domain/api/invoices.ts';
import { useFormats } from '../../ui/formats.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

interface InvoiceHeadProps {
  invoice: InvoiceJson;
  /** Name of the chosen tab, for the window's title. */
  tab: string;
  back: ReactNode;
  actions?: ReactNode;
}

export function InvoiceHead({ invoice, tab, back, actions }: InvoiceHeadProps) {
  const t = useTranslations();
  const { day, money } = useFormats();
  const title =
    invoice.number === null ? t('w4.untitled') : t('w4.title', { number: invoice.number });
  return (
    <>
      <PageHeader title={title} detail={tab} back={back} actions={actions} />
      <Group mb="md" gap="md">
        <Text fw={600}>{invoice.customerName ?? t('w3.noCustomer')}</Text>
        <StatusBadge status={invoice.status} />
        <Text>
          {t('w4.openOf', {
            open: money(invoice.openMinor, invoice.currency),
            total: money(invoice.totalMinor, invoice.currency),
          })}
        </Text>
        <Text>
          {invoice.dueOn === null ? t('w3.noDueDate') : t('w4.due', { on: day(invoice.dueOn) })}
        </Text>
        {invoice.status === 'overdue' && (
          <Text>{t('w4.daysLate', { days: invoice.daysLate })}</Text>
        )}
      </Group>
      {(invoice.status === 'void' || invoice.status === 'deleted') && (
        <Alert variant="light" color="gray" mb="md">
          {invoice.status === 'void' ? t('w4.voided') : t('w4.deleted')}
        </Alert>
      )}
    </>
  );
}
