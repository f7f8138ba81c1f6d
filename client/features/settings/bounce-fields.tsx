import { Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';

/** Whether all sending stops when most messages did not arrive (E57). */
export function BounceFields({ form, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  return (
    <Section id="bounces" title={t('s4.bounces.title')}>
      <Switch
        id={fieldId('stopOnBounces')}
        label={t('s4.bounces.label')}
        description={t('s4.bounces.help')}
        disabled={disabled}
        checked={form.values.stopOnBounces}
        onChange={({ currentTarget: { checked } }) => form.setFieldValue('stopOnBounces', checked)}
      />
    </Section>
  );
}
