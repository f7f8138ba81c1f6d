import { Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DeliveryCard } from './delivery-card.tsx';

/** Every attempt with its evidence (ux 4.6), newest first. */
export function DeliveryPanel({
  org,
  deliveries,
  editable,
}: {
  org: string;
  deliveries: DeliveryJson[];
  editable: boolean;
}) {
  const t = useTranslations();
  if (deliveries.length === 0) return <EmptyState>{t('w4.noDelivery')}</EmptyState>;
  return (
    <Stack>
      {deliveries.map((delivery) => (
        <DeliveryCard key={delivery.id} org={org} delivery={delivery} editable={editable} />
      ))}
    </Stack>
  );
}
