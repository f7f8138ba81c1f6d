import { Button, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../../ui/field-id.ts';
import { nextStep, type Templates } from './draft.ts';
import type { SectionProps } from './form.ts';
import { Section } from './section.tsx';
import { StepRow } from './step-row.tsx';

export function ScheduleSection({ form, templates }: SectionProps & { templates: Templates }) {
  const t = useTranslations();
  const { settings } = form.values;
  const problem = form.errors['settings.steps'];
  return (
    <Section title={t('r2.schedule')}>
      <Text size="sm" c="dimmed">
        {t('r2.scheduleHelp')}
      </Text>
      {settings.steps.map((step, index) => (
        <StepRow key={step.id} form={form} step={step} index={index} templates={templates} />
      ))}
      {problem && (
        <Text c="error" size="sm">
          {problem}
        </Text>
      )}
      <div>
        <Button
          id={fieldId('settings.steps')}
          variant="default"
          onClick={() => form.insertListItem('settings.steps', nextStep(settings, templates))}
        >
          {t('r2.addDay')}
        </Button>
      </div>
    </Section>
  );
}
