import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DeliveryCard } from './delivery-card.tsx';

interface DeliveryPanelProps {
  org: string;
  deliveries: DeliveryJson[];
  editable: boolean;
  /** What is told of recipients that get nothing more. */
  suppressed: (delivery: DeliveryJson) => ReactNode;
}

/** Every attempt with its evidence (ux 4.6), newest first. */
export function DeliveryPanel({ deliveries, ...card }: DeliveryPanelProps) {
  const t = useTranslations();
  if (deliveries.length === 0) return <EmptyState>{t('w4.noDelivery')}</EmptyState>;
  return (
    <Stack>
      {deliveries.map((delivery) => (
        <DeliveryCard key={delivery.id} delivery={delivery} {...card} />
      ))}
    </Stack>
  );
}
