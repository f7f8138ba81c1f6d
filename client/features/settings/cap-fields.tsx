import { NumberInput, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { wholeNumber } from '../../ui/numbers.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';
import classes from './settings.module.css';

/** How many messages the whole organisation sends (E57). */
export function CapFields({ form, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const caps = [
    { field: 'capPerHour', label: t('s4.caps.hour') },
    { field: 'capPerDay', label: t('s4.caps.day') },
  ] as const;
  return (
    <Section id="caps" title={t('s4.caps.title')}>
      <Text>{t('s4.caps.intro')}</Text>
      <div className={classes.pair}>
        {caps.map(({ field, label }) => (
          <NumberInput
            key={field}
            id={fieldId(field)}
            label={label}
            description={t('s4.caps.empty')}
            disabled={disabled}
            {...wholeNumber}
            value={form.values[field] ?? ''}
            error={form.errors[field] ?? null}
            onChange={(value) =>
              form.setFieldValue(field, typeof value === 'number' ? value : null)
            }
          />
        ))}
      </div>
    </Section>
  );
}
