import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { withCondition, type Templates } from './draft.ts';
import { inputOf, type SectionProps } from './form.ts';
import { Section } from './section.tsx';

export function BasicsSection({ form, templates }: SectionProps & { templates: Templates }) {
  const t = useTranslations();
  const { enabled, settings } = form.values;
  return (
    <Section title={t('r2.basics')}>
      <NativeSelect
        label={t('r2.condition')}
        description={t('r2.conditionHelp')}
        value={settings.condition}
        data={[
          { value: 'overdue', label: t('r1.overdue') },
          { value: 'coming_due', label: t('r1.comingDue') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          form.setFieldValue(
            'settings',
            withCondition(settings, value === 'overdue' ? 'overdue' : 'coming_due', templates),
          )
        }
      />
      <TextInput
        {...inputOf(form, 'settings.name')}
        label={t('r2.name')}
        description={t('common.required')}
        placeholder={t('r2.namePlaceholder')}
        value={settings.name}
        onChange={(event) => form.setFieldValue('settings.name', event.currentTarget.value)}
      />
      <Switch
        label={t('r2.enabled')}
        description={t('r2.enabledHelp')}
        checked={enabled}
        onChange={(event) => form.setFieldValue('enabled', event.currentTarget.checked)}
      />
    </Section>
  );
}
