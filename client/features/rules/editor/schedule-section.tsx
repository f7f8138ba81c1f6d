import { Button, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../../ui/field-id.ts';
import { useRuleNames } from '../rule-names.ts';
import { nextStep, type Templates } from './draft.ts';
import { templateAt, templatesFor } from './fitting-templates.ts';
import type { SectionProps } from './form.ts';
import { Section } from './section.tsx';
import { StepRow } from './step-row.tsx';
import { useTemplateOptions } from './template-options.ts';

/** Which message leaves when. A notice of a new invoice has one step only. */
export function ScheduleSection({ form, templates }: SectionProps & { templates: Templates }) {
  const t = useTranslations();
  const { settings } = form.values;
  const state = useRuleNames().days(settings);
  const [usual, setUsual] = useState<string | null>(null);
  const fitting = templatesFor(templates, settings);
  const chosen = fitting.some(({ id }) => id === usual) ? usual : null;
  const problem = form.errors['settings.steps'];
  const isSingle = settings.type === 'new_invoice';
  const helps = {
    due: t('r2.scheduleHelp'),
    new_invoice: t('r2.scheduleHelpNew'),
    summary: t('r2.scheduleHelpSummary'),
  };
  const options = useTemplateOptions(fitting, { templateId: '', language: 'customer' }, templates);
  return (
    <Section form={form} section="schedule" state={state}>
      <Text size="sm" c="dimmed">
        {helps[settings.type]}
      </Text>
      {!isSingle && (
        <NativeSelect
          label={t('r2.defaultTemplate')}
          description={t('r2.defaultTemplateHelp')}
          value={chosen ?? templateAt(templates, settings, 0)}
          data={options}
          onChange={(event) => setUsual(event.currentTarget.value)}
        />
      )}
      {settings.steps.map((step, index) => (
        <StepRow key={step.id} form={form} step={step} index={index} templates={templates} />
      ))}
      {problem && (
        <Text c="error" size="sm">
          {problem}
        </Text>
      )}
      {!isSingle && (
        <div>
          <Button
            id={fieldId('settings.steps')}
            variant="default"
            onClick={() =>
              form.insertListItem(
                'settings.steps',
                nextStep(settings, templates, chosen ?? undefined),
              )
            }
          >
            {t('r2.addDay')}
          </Button>
        </div>
      )}
    </Section>
  );
}
