import { Anchor, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { addressOf } from '../../api/call.ts';
import classes from '../../ui/frame.module.css';

/** The PDF as the books make it. A link stands beside it for browsers that do not show PDFs inside a page. */
export function DocumentPanel({ org, invoice }: { org: string; invoice: string }) {
  const t = useTranslations();
  const address = addressOf('/o/:org/invoices/:invoice/pdf', { params: { org, invoice } });
  return (
    <Stack>
      <Anchor href={address} target="_blank" rel="noreferrer">
        {t('w4.openPdf')}
      </Anchor>
      <iframe className={classes.document} src={address} title={t('w4.pdfTitle')} />
    </Stack>
  );
}
