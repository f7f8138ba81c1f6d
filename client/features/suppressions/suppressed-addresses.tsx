import { Alert, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SuppressedJson } from '../../../domain/api/invoices.ts';
import { useFormats } from '../../ui/formats.ts';
import { LiftButton } from './lift-button.tsx';

interface SuppressedAddressesProps {
  org: string;
  addresses: SuppressedJson[];
  editable: boolean;
}

/** Addresses to which nothing is sent any more: why, since when, and the way to allow it again. Nothing while there is none. */
export function SuppressedAddresses({ org, addresses, editable }: SuppressedAddressesProps) {
  const t = useTranslations();
  const { instant } = useFormats();
  const causes = new Map([
    ['bounced', t('w4.suppressed.why.bounced')],
    ['dropped', t('w4.suppressed.why.dropped')],
    ['spam-report', t('w4.suppressed.why.spam-report')],
    ['unsubscribed', t('w4.suppressed.why.unsubscribed')],
  ]);
  return addresses.map((one) => (
    <Alert key={one.address} variant="light" color="yellow" p="xs" my="xs">
      <Stack gap="xs" align="start">
        <Text style={{ overflowWrap: 'anywhere' }}>
          {t('w4.suppressed.says', { address: one.address, since: instant(one.since) })}{' '}
          {causes.get(one.reason) ?? t('w4.suppressed.why.other')}
        </Text>
        {one.asked ? (
          <Text size="sm">{t('w4.suppressed.asked')}</Text>
        ) : (
          editable && <LiftButton org={org} suppressed={one} />
        )}
      </Stack>
    </Alert>
  ));
}
