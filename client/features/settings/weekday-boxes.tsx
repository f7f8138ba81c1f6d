import '@mantine/core/styles/Checkbox.css';
import { Checkbox, Input } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocale } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import classes from './settings.module.css';

const week = [1, 2, 3, 4, 5, 6, 7];
/** 1 January 2024 was a Monday. */
const dayOfWeek = (weekday: number) => new Date(Date.UTC(2024, 0, weekday));

interface WeekdayBoxesProps {
  legend: string;
  /** 1 is Monday. */
  weekdays: readonly number[];
  disabled: boolean;
  problem: ReactNode;
  onChange: (weekdays: number[]) => void;
}

/** One box for each day of the week; the first one takes the focus when none is ticked and that is wrong. */
export function WeekdayBoxes({ legend, weekdays, disabled, problem, onChange }: WeekdayBoxesProps) {
  const names = new Intl.DateTimeFormat(useLocale(), { weekday: 'long', timeZone: 'UTC' });
  const put = (weekday: number, open: boolean) => {
    const others = weekdays.filter((one) => one !== weekday);
    onChange(open ? [...others, weekday].sort() : others);
  };
  return (
    <fieldset className={classes.group} aria-describedby="weekdays-problem">
      <legend>{legend}</legend>
      <div className={classes.week}>
        {week.map((weekday) => (
          <Checkbox
            key={weekday}
            {...(weekday === 1 ? { id: fieldId('weekdays') } : {})}
            size="md"
            label={names.format(dayOfWeek(weekday))}
            disabled={disabled}
            error={Boolean(problem)}
            aria-invalid={problem ? true : undefined}
            checked={weekdays.includes(weekday)}
            onChange={(event) => put(weekday, event.currentTarget.checked)}
          />
        ))}
      </div>
      <div id="weekdays-problem">{problem && <Input.Error>{problem}</Input.Error>}</div>
    </fieldset>
  );
}
