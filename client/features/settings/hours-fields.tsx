import '@mantine/core/styles/Checkbox.css';
import { Checkbox, Input, Text, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { useFormats } from '../../ui/formats.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';
import classes from './settings.module.css';

const week = [1, 2, 3, 4, 5, 6, 7];
/** 1 January 2024 was a Monday. */
const dayOfWeek = (weekday: number) => new Date(Date.UTC(2024, 0, weekday));

/** On which days and between which hours messages may leave. */
export function HoursFields({ form, organisation, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { sendFrom, sendUntil, weekdays } = form.values;
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const put = (weekday: number, open: boolean) => {
    const others = weekdays.filter((one) => one !== weekday);
    form.setFieldValue('weekdays', open ? [...others, weekday] : others);
  };
  const problem = form.errors['weekdays'];
  return (
    <Section id="hours" title={t('s4.hours.title')}>
      <div className={classes.pair}>
        <TextInput
          id={fieldId('sendFrom')}
          type="time"
          label={t('s4.hours.from')}
          disabled={disabled}
          value={sendFrom}
          error={form.errors['sendFrom'] ?? null}
          onChange={(event) => form.setFieldValue('sendFrom', event.currentTarget.value)}
        />
        <TextInput
          id={fieldId('sendUntil')}
          type="time"
          label={t('s4.hours.until')}
          disabled={disabled}
          value={sendUntil}
          error={form.errors['sendUntil'] ?? null}
          onChange={(event) => form.setFieldValue('sendUntil', event.currentTarget.value)}
        />
      </div>
      <fieldset className={classes.group} aria-describedby="weekdays-problem">
        <legend>{t('s4.hours.weekdays')}</legend>
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
      <Sentence {...{ sendFrom, sendUntil, weekdays, zone: organisation.timeZone }} />
    </Section>
  );
}

interface SentenceProps {
  sendFrom: string;
  sendUntil: string;
  weekdays: number[];
  zone: string;
}

function Sentence({ sendFrom, sendUntil, weekdays, zone }: SentenceProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { list } = useFormats();
  if (weekdays.length === 0 || sendFrom === '' || sendUntil <= sendFrom) return null;
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  const time = (clock: string) => times.format(new Date(`2024-01-01T${clock}:00Z`));
  const open = week.filter((weekday) => weekdays.includes(weekday));
  return (
    <Text role="status">
      {t('s4.hours.sentence', {
        days: list(open.map((weekday) => names.format(dayOfWeek(weekday)))),
        from: time(sendFrom),
        until: time(sendUntil),
        zone,
      })}
    </Text>
  );
}
