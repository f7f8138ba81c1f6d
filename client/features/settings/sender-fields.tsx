import { TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';
import { SenderCheck } from './sender-check.tsx';

/** S4: in whose name messages leave. */
export function SenderFields({ form, organisation, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const fields = [
    { field: 'name', label: t('s4.sender.name'), help: t('s4.sender.nameHelp'), type: 'text' },
    {
      field: 'replyTo',
      label: t('s4.sender.replyTo'),
      help: t('s4.sender.replyToHelp'),
      type: 'email',
    },
    {
      field: 'address',
      label: t('s4.sender.address'),
      help: t('s4.sender.addressHelp'),
      type: 'email',
    },
  ] as const;
  return (
    <Section id="sender" title={t('s4.sender.title')}>
      {fields.map(({ field, label, help, type }) => (
        <TextInput
          key={field}
          id={fieldId(`sender.${field}`)}
          type={type}
          label={label}
          description={help}
          placeholder={field === 'name' ? organisation.name : ''}
          disabled={disabled}
          value={form.values.sender[field]}
          error={form.errors[`sender.${field}`] ?? null}
          onChange={(event) => form.setFieldValue(`sender.${field}`, event.currentTarget.value)}
        />
      ))}
      <SenderCheck organisation={organisation} />
    </Section>
  );
}
