import { Text } from '@mantine/core';
import { use } from 'react';
import { useTranslations } from 'use-intl';
import { addDays, localDateOf, toEpochDay, fromEpochDay } from '../../../../domain/local-date.ts';
import { monthDaysAround } from '../../../../domain/month-days.ts';
import type { RuleSettings, Step } from '../../../../domain/rules/rule.ts';
import { useFormats, ZoneContext } from '../../../ui/formats.ts';
import classes from './editor.module.css';

interface StepExampleProps {
  step: Step;
  rule: RuleSettings;
}

/** The day that a step means for an example. */
export function StepExample({ step, rule }: StepExampleProps) {
  const words = useExample(step, rule);
  return (
    <Text size="sm" c="dimmed" className={classes.example ?? ''}>
      {words}
    </Text>
  );
}

function useExample({ days, hour, afterMinutes }: Step, rule: RuleSettings): string {
  const t = useTranslations();
  const { day } = useFormats();
  const today = localDateOf(new Date(), use(ZoneContext));
  if (rule.type === 'new_invoice')
    return Number.isInteger(afterMinutes) ? t('r2.exampleNew', { minutes: afterMinutes }) : '';
  if (!Number.isInteger(days) || days < 0 || days > 999) return '';
  if (rule.type === 'summary') {
    const now = toEpochDay(today);
    const next = monthDaysAround(now, days).find((one) => one > now);
    return next === undefined
      ? ''
      : t('r2.exampleSummary', {
          on: day(fromEpochDay(next)),
          hour: String(hour).padStart(2, '0'),
        });
  }
  const isAfter = rule.condition === 'overdue';
  const dueOn = isAfter ? today : addDays(today, 30);
  return t('r2.example', { due: day(dueOn), on: day(addDays(dueOn, isAfter ? days : -days)) });
}
