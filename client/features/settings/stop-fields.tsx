import { NumberInput, Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { wholeNumber } from '../../ui/numbers.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';

/** When all sending stops by itself until a person resumes it (E57). */
export function StopFields({ form, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  return (
    <Section id="stops" title={t('s4.stops.title')}>
      <Switch
        id={fieldId('stopOnBounces')}
        label={t('s4.stops.bounces')}
        description={t('s4.stops.bouncesHelp')}
        disabled={disabled}
        checked={form.values.stopOnBounces}
        onChange={({ currentTarget: { checked } }) => form.setFieldValue('stopOnBounces', checked)}
      />
      <NumberInput
        id={fieldId('stopAtTimesUsual')}
        label={t('s4.stops.times')}
        description={t('s4.stops.timesHelp')}
        disabled={disabled}
        {...wholeNumber}
        value={form.values.stopAtTimesUsual ?? ''}
        error={form.errors['stopAtTimesUsual'] ?? null}
        onChange={(value) =>
          form.setFieldValue('stopAtTimesUsual', typeof value === 'number' ? value : null)
        }
      />
    </Section>
  );
}
