import { Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';

/** Whether messages say where an invoice is to be seen and paid online (S4). */
export function LinkFields({ form, organisation, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const books = organisation.connection?.booksName ?? t('common.books');
  return (
    <Section id="links" title={t('s4.links.title')}>
      <Switch
        id={fieldId('onlineLinks')}
        label={t('s4.links.label', { books })}
        description={t('s4.links.help', { books })}
        disabled={disabled}
        checked={form.values.onlineLinks}
        onChange={({ currentTarget }) => form.setFieldValue('onlineLinks', currentTarget.checked)}
      />
    </Section>
  );
}
