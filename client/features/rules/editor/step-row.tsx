import { Button, NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Step } from '../../../../domain/rules/rule.ts';
import type { Templates } from './draft.ts';
import { templatesFor } from './fitting-templates.ts';
import { inputOf, type SectionProps } from './form.ts';
import { StepExample } from './step-example.tsx';
import { StepTime } from './step-time.tsx';
import { useTemplateOptions } from './template-options.ts';
import classes from './editor.module.css';

export interface StepRowProps extends SectionProps {
  step: Step;
  index: number;
  templates: Templates;
}

/** One rule day: when, which template, in which language. */
export function StepRow({ form, step, index, templates }: StepRowProps) {
  const t = useTranslations();
  const path = `settings.steps.${index}`;
  const { settings } = form.values;
  const { type, steps } = settings;
  const fitting = templatesFor(templates, settings);
  const options = useTemplateOptions(fitting, step, templates);
  return (
    <fieldset className={classes.step}>
      <legend className="visually-hidden">{t('r2.step', { position: index + 1 })}</legend>
      <StepTime form={form} step={step} path={path} />
      <NativeSelect
        label={t('r2.language')}
        value={step.language}
        data={[
          { value: 'customer', label: t('language.customer') },
          { value: 'en', label: t('language.en') },
          { value: 'fr', label: t('language.fr') },
        ]}
        onChange={(event) => form.setFieldValue(`${path}.language`, event.currentTarget.value)}
      />
      {type !== 'new_invoice' && (
        <Button
          variant="default"
          className={classes.remove ?? ''}
          disabled={steps.length === 1}
          aria-label={t('r2.removeDayNamed', { position: index + 1 })}
          onClick={() => form.removeListItem('settings.steps', index)}
        >
          {t('r2.removeDay')}
        </Button>
      )}
      <div className={classes.whole}>
        <NativeSelect
          {...inputOf(form, `${path}.templateId`)}
          label={t('r2.template')}
          value={step.templateId}
          data={options}
          onChange={(event) => form.setFieldValue(`${path}.templateId`, event.currentTarget.value)}
        />
      </div>
      <StepExample step={step} rule={settings} />
    </fieldset>
  );
}
