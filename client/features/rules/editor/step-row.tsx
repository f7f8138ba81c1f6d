import { Button, NativeSelect, NumberInput, Text } from '@mantine/core';
import { use } from 'react';
import { useTranslations } from 'use-intl';
import { addDays, localDateOf } from '../../../../domain/local-date.ts';
import type { Step } from '../../../../domain/rules/rule.ts';
import { languagesOfStep } from '../../../../domain/templates/usage.ts';
import { useFormats, ZoneContext } from '../../../ui/formats.ts';
import { useLanguageCode } from '../../../ui/sentences.ts';
import { templatesFor, type Templates } from './draft.ts';
import { inputOf, type SectionProps } from './form.ts';
import classes from './editor.module.css';

interface StepRowProps extends SectionProps {
  step: Step;
  index: number;
  templates: Templates;
}

/** One rule day: how many days, which template, in which language. */
export function StepRow({ form, step, index, templates }: StepRowProps) {
  const t = useTranslations();
  const path = `settings.steps.${index}`;
  const { condition, steps } = form.values.settings;
  const fitting = useTemplateOptions(templatesFor(templates, condition), step, templates);
  return (
    <fieldset className={classes.step}>
      <legend className="visually-hidden">{t('r2.step', { position: index + 1 })}</legend>
      <NumberInput
        {...inputOf(form, `${path}.days`)}
        label={condition === 'overdue' ? t('r2.daysAfter') : t('r2.daysBefore')}
        value={Number.isNaN(step.days) ? '' : step.days}
        min={0}
        max={999}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        onChange={(days) =>
          form.setFieldValue(`${path}.days`, typeof days === 'number' ? days : Number.NaN)
        }
      />
      <NativeSelect
        {...inputOf(form, `${path}.templateId`)}
        label={t('r2.template')}
        value={step.templateId}
        data={fitting}
        onChange={(event) => form.setFieldValue(`${path}.templateId`, event.currentTarget.value)}
      />
      <Button
        variant="default"
        className={classes.remove}
        disabled={steps.length === 1}
        aria-label={t('r2.removeDayNamed', { position: index + 1 })}
        onClick={() => form.removeListItem('settings.steps', index)}
      >
        {t('r2.removeDay')}
      </Button>
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
      <Example days={step.days} condition={condition} />
    </fieldset>
  );
}

function Example({ days, condition }: { days: number; condition: 'overdue' | 'coming_due' }) {
  const t = useTranslations();
  const { day } = useFormats();
  const today = localDateOf(new Date(), use(ZoneContext));
  if (!Number.isInteger(days) || days < 0 || days > 999) return null;
  const dueOn = condition === 'overdue' ? today : addDays(today, 30);
  const on = addDays(dueOn, condition === 'overdue' ? days : -days);
  return (
    <Text size="sm" c="dimmed" className={classes.example}>
      {t('r2.example', { due: day(dueOn), on: day(on) })}
    </Text>
  );
}

/** The fitting templates by origin, and the chosen one even when it does not fit, so that it is seen. */
function useTemplateOptions(
  fitting: Templates,
  { templateId: chosen, language: wanted }: Step,
  all: Templates,
) {
  const t = useTranslations();
  const language = useLanguageCode();
  const needed = languagesOfStep({ language: wanted });
  const shown = fitting.some((template) => template.id === chosen)
    ? fitting
    : [...fitting, ...all.filter((template) => template.id === chosen)];
  const toOption = (template: Templates[number]) => ({
    value: template.id,
    label: t('r2.templateOption', {
      name: template.name[language],
      languages: template.languages.map((code) => code.toUpperCase()).join(' '),
    }),
    // A missing language is found here, never when the message should leave (E35).
    disabled: !needed.every((code) => template.languages.includes(code)),
  });
  const groups = [
    { group: t('r2.builtInTemplates'), items: shown.filter((one) => one.builtIn).map(toOption) },
    { group: t('r2.ownTemplates'), items: shown.filter((one) => !one.builtIn).map(toOption) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
