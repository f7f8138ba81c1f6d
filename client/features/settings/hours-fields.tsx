import { Text, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { useFormats } from '../../ui/formats.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';
import { WeekdayBoxes } from './weekday-boxes.tsx';
import classes from './settings.module.css';

const week = [1, 2, 3, 4, 5, 6, 7];
/** 1 January 2024 was a Monday. */
const dayOfWeek = (weekday: number) => new Date(Date.UTC(2024, 0, weekday));

/** On which days and between which hours messages may leave. */
export function HoursFields({ form, organisation, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const { sendFrom, sendUntil, weekdays } = form.values;
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
      <WeekdayBoxes
        legend={t('s4.hours.weekdays')}
        weekdays={weekdays}
        disabled={disabled}
        problem={form.errors['weekdays']}
        onChange={(wanted) => form.setFieldValue('weekdays', wanted)}
      />
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
