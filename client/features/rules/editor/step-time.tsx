import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { LAST_DAY, type Step } from '../../../../domain/rules/rule.ts';
import { numberOf, shownNumber } from '../../../ui/numbers.ts';
import { inputOf, type SectionProps } from './form.ts';
import classes from './editor.module.css';

interface StepTimeProps extends SectionProps {
  step: Step;
  path: string;
}

const whole = { min: 0, allowDecimal: false, allowNegative: false, clampBehavior: 'none' } as const;

/** When a step leaves: days from the due date, a delay after the invoice was entered, or a day of the month with an hour. */
export function StepTime(props: StepTimeProps) {
  switch (props.form.values.settings.type) {
    case 'new_invoice':
      return <Delay {...props} />;
    case 'summary':
      return <DayOfMonth {...props} />;
    default:
      return <Days {...props} />;
  }
}

function Days({ form, step, path }: StepTimeProps) {
  const t = useTranslations();
  const isAfter = form.values.settings.condition === 'overdue';
  return (
    <NumberInput
      {...whole}
      {...inputOf(form, `${path}.days`)}
      label={isAfter ? t('r2.daysAfter') : t('r2.daysBefore')}
      value={shownNumber(step.days)}
      max={999}
      onChange={(days) => form.setFieldValue(`${path}.days`, numberOf(days))}
    />
  );
}

const MINUTES = { minutes: 1, hours: 60 } as const;
type Unit = keyof typeof MINUTES;

/** The unit is only how the delay is shown: minutes are stored (product.md 2.1, item 26). */
function Delay({ form, step, path }: StepTimeProps) {
  const t = useTranslations();
  const { afterMinutes } = step;
  const isHours = afterMinutes > 0 && afterMinutes % 60 === 0;
  const [unit, setUnit] = useState<Unit>(isHours ? 'hours' : 'minutes');
  const shown = afterMinutes / MINUTES[unit];
  const put = (value: number, of: Unit) =>
    form.setFieldValue(`${path}.afterMinutes`, value * MINUTES[of]);
  return (
    <div className={classes.unit}>
      <NumberInput
        {...whole}
        {...inputOf(form, `${path}.afterMinutes`)}
        label={t('r2.atLeast')}
        value={shownNumber(shown)}
        onChange={(value) => put(numberOf(value), unit)}
      />
      <NativeSelect
        label={t('r2.unit')}
        value={unit}
        data={[
          { value: 'minutes', label: t('r2.minutes') },
          { value: 'hours', label: t('r2.hours') },
        ]}
        onChange={({ currentTarget: { value } }) => {
          const wanted = value === 'hours' ? 'hours' : 'minutes';
          setUnit(wanted);
          put(Math.round(shown), wanted);
        }}
      />
    </div>
  );
}

function DayOfMonth({ form, step, path }: StepTimeProps) {
  const t = useTranslations();
  const days = Array.from({ length: LAST_DAY }, (_, index) => String(index + 1));
  return (
    <div className={classes.unit}>
      <NativeSelect
        {...inputOf(form, `${path}.days`)}
        label={t('r2.dayOfMonth')}
        value={String(step.days)}
        data={days.map((value) => ({
          value,
          label: Number(value) === LAST_DAY ? t('r2.lastDay') : value,
        }))}
        onChange={(event) => form.setFieldValue(`${path}.days`, Number(event.currentTarget.value))}
      />
      <NativeSelect
        label={t('r2.hour')}
        value={String(step.hour)}
        data={Array.from({ length: 24 }, (_, hour) => ({
          value: String(hour),
          label: t('r2.clock', { hour: String(hour).padStart(2, '0') }),
        }))}
        onChange={(event) => form.setFieldValue(`${path}.hour`, Number(event.currentTarget.value))}
      />
    </div>
  );
}
