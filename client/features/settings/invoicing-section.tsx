import { Alert, Radio, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import '@mantine/core/styles/Radio.css';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { AutomaticFields } from './automatic-fields.tsx';
import { useInvoicingErrors, type InvoicingForm } from './invoicing-draft.ts';
import { InvoiceMessageFields } from './invoice-message-fields.tsx';
import { SectionForm } from './section-form.tsx';
import { Section } from './section.tsx';

/** S3 and R4: whether Dunlin sends new invoices, when, and with which message (UF-3 to UF-6). */
export function InvoicingSection({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const errorsOf = useInvoicingErrors();
  const books = organisation.connection?.booksName ?? t('common.books');
  const { invoiceSending } = organisation;
  return (
    <SectionForm
      organisation={organisation}
      initial={{ ...invoiceSending, copyTo: invoiceSending.copyTo ?? '' }}
      errorsOf={errorsOf}
      toPatch={({ copyTo, ...values }) => ({
        invoiceSending: { ...values, copyTo: copyTo.trim() === '' ? null : copyTo.trim() },
      })}
    >
      {(form, disabled) => (
        <>
          <Section id="invoicing" title={t('s3.title')}>
            <Text>{t('s3.intro')}</Text>
            <Switch
              label={t('s3.on')}
              description={t('s3.onHelp', { books })}
              disabled={disabled}
              checked={form.values.on}
              onChange={(event) => form.setFieldValue('on', event.currentTarget.checked)}
            />
            {form.values.on && (
              <Alert variant="light" color="yellow" title={t('s3.onePlace')}>
                {t('s3.onePlaceHelp', { books })}
              </Alert>
            )}
            {invoiceSending.on && !form.values.on && (
              <Text role="status">{t('s3.turningOff')}</Text>
            )}
          </Section>
          {form.values.on && (
            <>
              <WhenFields form={form} organisation={organisation} disabled={disabled} />
              <InvoiceMessageFields org={organisation.id} form={form} disabled={disabled} />
            </>
          )}
        </>
      )}
    </SectionForm>
  );
}

interface FieldsProps {
  form: InvoicingForm;
  organisation: OrganisationJson;
  disabled: boolean;
}

function WhenFields({ form, organisation, disabled }: FieldsProps) {
  const t = useTranslations();
  const { mode } = form.values;
  return (
    <Section id="when" title={t('s3.when')}>
      <Radio.Group
        aria-labelledby="when"
        value={mode}
        onChange={(wanted) =>
          form.setFieldValue('mode', wanted === 'automatic' ? 'automatic' : 'by-hand')
        }
      >
        <Radio
          value="by-hand"
          disabled={disabled}
          label={t('s3.byHand')}
          description={t('s3.byHandHelp')}
          mb="sm"
        />
        <Radio
          value="automatic"
          disabled={disabled}
          label={t('s3.automatic')}
          description={t('s3.automaticHelp')}
        />
      </Radio.Group>
      {mode === 'automatic' && (
        <AutomaticFields form={form} organisation={organisation} disabled={disabled} />
      )}
      <Switch
        label={t('s3.sendPaid')}
        description={t('s3.sendPaidHelp')}
        disabled={disabled}
        checked={form.values.sendPaid}
        onChange={(event) => form.setFieldValue('sendPaid', event.currentTarget.checked)}
      />
    </Section>
  );
}
