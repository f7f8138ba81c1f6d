import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { languages } from '../../../domain/rules/rule.ts';
import { read } from '../../api/read.ts';
import { fieldId } from '../../ui/field-id.ts';
import { useLanguageCode } from '../../ui/sentences.ts';
import type { InvoicingForm } from './invoicing-draft.ts';
import { Section } from './section.tsx';

interface InvoiceMessageFieldsProps {
  org: string;
  form: InvoicingForm;
  disabled: boolean;
}

/** Template and copy of the mail that carries an invoice (UF-5). One that lacks a language cannot be chosen (E35). */
export function InvoiceMessageFields({ org, form, disabled }: InvoiceMessageFieldsProps) {
  const t = useTranslations();
  const language = useLanguageCode();
  const { data } = useQuery(read('GET /o/:org/templates/choices', { params: { org } }));
  const chosen = form.values.templateId ?? 'invoice';
  const fitting = (data ?? []).filter(({ kind, id }) => kind === 'invoice' || id === chosen);
  return (
    <Section id="message" title={t('s3.message')}>
      <NativeSelect
        id={fieldId('templateId')}
        label={t('s3.template')}
        description={t('s3.templateHelp')}
        disabled={disabled}
        value={chosen}
        data={fitting.map(({ id, name, languages: written }) => ({
          value: id,
          label: name[language],
          disabled: languages.some((code) => !written.includes(code)),
        }))}
        onChange={({ currentTarget: { value } }) =>
          form.setFieldValue('templateId', value === 'invoice' ? null : value)
        }
      />
      <TextInput
        id={fieldId('copyTo')}
        type="email"
        label={t('s3.copyTo')}
        description={t('s3.copyToHelp')}
        disabled={disabled}
        value={form.values.copyTo}
        error={form.errors['copyTo'] ?? null}
        onChange={(event) => form.setFieldValue('copyTo', event.currentTarget.value)}
      />
    </Section>
  );
}
