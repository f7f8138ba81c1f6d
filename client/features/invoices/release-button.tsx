import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

interface ReleaseButtonProps {
  org: string;
  invoice: { id: string; number: string | null };
}

/** An invoice that was late before going live follows the rules from now on (E21). */
export function ReleaseButton({ org, invoice }: ReleaseButtonProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const number = invoice.number ?? t('w3.noNumber');
  const release = useChange('POST /o/:org/invoices/:invoice/release', {
    refresh: [
      'GET /o/:org/invoices/:invoice/why',
      'GET /o/:org/invoices/:invoice',
      'GET /o/:org/activity',
      'GET /o/:org/rules/lookup',
    ],
    onDone: () => done(t('w4.released', { number })),
  });
  return (
    <Button
      variant="default"
      size="compact-md"
      mt={4}
      loading={release.isPending}
      onClick={() => release.mutate({ params: { org, invoice: invoice.id } })}
    >
      {t('w4.release')}
    </Button>
  );
}
