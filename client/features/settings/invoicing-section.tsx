import { Alert, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { SectionForm } from './section-form.tsx';
import { Section } from './section.tsx';

/** S3: whether new invoices wait until a person says that they were sent (UF-3, UF-6). */
export function InvoicingSection({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const books = organisation.connection?.booksName ?? 'QuickBooks';
  const { invoiceSending } = organisation;
  return (
    <SectionForm
      organisation={organisation}
      initial={{ on: invoiceSending.on }}
      toPatch={({ on }) => ({ invoiceSending: { ...invoiceSending, on, mode: 'by-hand' } })}
    >
      {(form, disabled) => (
        <Section id="invoicing" title={t('s3.title')}>
          <Text>{t('s3.intro')}</Text>
          <Switch
            label={t('s3.on')}
            description={t('s3.onHelp', { books })}
            disabled={disabled}
            checked={form.values.on}
            onChange={(event) => form.setFieldValue('on', event.currentTarget.checked)}
          />
          {form.values.on && <ByHand books={books} />}
          {invoiceSending.on && !form.values.on && <Text role="status">{t('s3.turningOff')}</Text>}
        </Section>
      )}
    </SectionForm>
  );
}

/** Nothing reads whether the books mail invoices by themselves, so the owner is warned (UF-2, UF-18). */
function ByHand({ books }: { books: string }) {
  const t = useTranslations();
  return (
    <>
      <Text>{t('s3.byHand')}</Text>
      <Alert variant="light" color="yellow" title={t('s3.onePlace')}>
        {t('s3.onePlaceHelp', { books })}
      </Alert>
    </>
  );
}
