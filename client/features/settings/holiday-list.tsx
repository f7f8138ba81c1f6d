import { Checkbox, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useLanguageCode } from '../../ui/sentences.ts';
import type { SendingFieldsProps } from './sending-draft.ts';
import classes from './settings.module.css';

/** The next twelve months of the chosen place; a day that is unticked is a day on which messages leave. */
export function HolidayList({ form, organisation, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const language = useLanguageCode();
  const { day, list } = useFormats();
  const { country, region, removed } = form.values.holidays;
  const query = { language, country: country ?? '', ...(region === null ? {} : { region }) };
  const { data, error, refetch } = useQuery({
    ...read('GET /o/:org/holidays', { params: { org: organisation.id }, query }),
    enabled: country !== null,
    placeholderData: keepPreviousData,
  });
  if (country === null) return null;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = (data?.rows ?? []).filter(({ names }) => names.length > 0);
  const put = (on: string, kept: boolean) => {
    const others = removed.filter((one) => one !== on);
    form.setFieldValue('holidays.removed', kept ? others : [...others, on]);
  };
  const kept = rows.filter(({ on }) => !removed.includes(on)).length;
  return (
    <fieldset className={classes.group}>
      <legend>{t('s4.holidays.next')}</legend>
      <Text size="sm" c="dimmed">
        {t('s4.holidays.nextHelp')}
      </Text>
      <ul className={classes.days}>
        {rows.map(({ on, names }) => (
          <li key={on}>
            <Checkbox
              size="md"
              label={t('s4.holidays.day', { on: day(on), name: list(names) })}
              disabled={disabled}
              checked={!removed.includes(on)}
              onChange={(event) => put(on, event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      <Text size="sm" role="status">
        {data ? t('s4.holidays.kept', { kept, all: rows.length }) : t('common.loading')}
      </Text>
    </fieldset>
  );
}
