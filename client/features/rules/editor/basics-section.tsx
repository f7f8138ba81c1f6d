import { Alert, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { conditions, ruleTypes, type RuleSettings } from '../../../../domain/rules/rule.ts';
import { useFormats } from '../../../ui/formats.ts';
import { useRuleNames } from '../rule-names.ts';
import { withKind, type Dropped } from './change-type.ts';
import type { Templates } from './draft.ts';
import { inputOf, type SectionProps } from './form.ts';
import { Section } from './section.tsx';
import classes from './editor.module.css';

export function BasicsSection({ form, templates }: SectionProps & { templates: Templates }) {
  const t = useTranslations();
  const names = useRuleNames();
  const [dropped, setDropped] = useState<Dropped>({ days: [], templates: 0 });
  const { enabled, settings } = form.values;
  const put = (kind: Partial<Pick<RuleSettings, 'type' | 'condition'>>) => {
    const changed = withKind(settings, { ...settings, ...kind }, templates);
    form.setFieldValue('settings', changed.settings);
    setDropped(changed.dropped);
  };
  return (
    <Section form={form} section="basics" state={names.kind(settings)}>
      <NativeSelect
        label={t('r2.type')}
        description={t('r2.typeHelp')}
        value={settings.type}
        data={ruleTypes.map((value) => ({ value, label: names.type(value) }))}
        onChange={({ currentTarget: { value } }) =>
          put({ type: ruleTypes.find((one) => one === value) ?? 'due' })
        }
      />
      {settings.type === 'due' && (
        <NativeSelect
          label={t('r2.condition')}
          description={t('r2.conditionHelp')}
          value={settings.condition}
          data={conditions.map((value) => ({ value, label: names.condition(value) }))}
          onChange={({ currentTarget: { value } }) =>
            put({ condition: conditions.find((one) => one === value) ?? 'overdue' })
          }
        />
      )}
      <DroppedNote dropped={dropped} />
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

/** Says what a change of type took away, so that nothing goes unseen. */
function DroppedNote({ dropped: { days, templates } }: { dropped: Dropped }) {
  const t = useTranslations();
  const { list } = useFormats();
  return (
    <div role="status" className={classes.news}>
      {days.length + templates > 0 && (
        <Alert variant="light" color="yellow">
          {days.length > 0 && <div>{t('r2.droppedDays', { days: list(days.map(String)) })}</div>}
          {templates > 0 && <div>{t('r2.droppedTemplates', { count: templates })}</div>}
        </Alert>
      )}
    </div>
  );
}
