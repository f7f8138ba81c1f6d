import { NativeSelect, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { undoChoices } from '../../../domain/calendar/sending-settings.ts';
import { fieldId } from '../../ui/field-id.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';

/** How long what a person sends can still be called off (S4). */
export function UndoFields({ form, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  return (
    <Section id="undo" title={t('s4.undo.title')}>
      <Text>{t('s4.undo.intro')}</Text>
      <NativeSelect
        id={fieldId('undoSeconds')}
        label={t('s4.undo.label')}
        disabled={disabled}
        value={String(form.values.undoSeconds)}
        data={undoChoices.map((seconds) => ({
          value: String(seconds),
          label: t('s4.undo.seconds', { count: seconds }),
        }))}
        onChange={({ currentTarget: { value } }) => {
          const chosen = undoChoices.find((seconds) => String(seconds) === value);
          if (chosen !== undefined) form.setFieldValue('undoSeconds', chosen);
        }}
      />
    </Section>
  );
}
