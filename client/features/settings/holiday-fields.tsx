import '@mantine/core/styles/Checkbox.css';
import { NativeSelect, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { useLanguageCode } from '../../ui/sentences.ts';
import { AddedDays } from './added-days.tsx';
import { HolidayList } from './holiday-list.tsx';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';
import classes from './settings.module.css';

/** Public holidays of a country and region, each of which can be unticked, and days off of one's own (E41). */
export function HolidayFields({ form, organisation, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const language = useLanguageCode();
  const { country, region } = form.values.holidays;
  const params = { org: organisation.id };
  const query = { language, ...(country === null ? {} : { country }) };
  const places = useQuery({
    ...read('GET /o/:org/holiday-places', { params, query }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const { countries = [], regions = [] } = places.data ?? {};
  return (
    <Section id="holidays" title={t('s4.holidays.title')}>
      <Text>{t('s4.holidays.intro')}</Text>
      {places.error && !places.data && (
        <ErrorState error={places.error} onRetry={() => void places.refetch()} />
      )}
      <div className={classes.pair}>
        <NativeSelect
          label={t('s4.holidays.country')}
          disabled={disabled}
          value={country ?? ''}
          data={withCurrent(countries, country, t('s4.holidays.noCountry'))}
          onChange={({ currentTarget: { value } }) =>
            form.setFieldValue('holidays', {
              ...form.values.holidays,
              country: value || null,
              region: null,
              // Days of another country; those that somebody added stay.
              removed: [],
            })
          }
        />
        {country !== null && (regions.length > 0 || region !== null) && (
          <NativeSelect
            label={t('s4.holidays.region')}
            disabled={disabled}
            value={region ?? ''}
            data={withCurrent(regions, region, t('s4.holidays.noRegion'))}
            onChange={({ currentTarget: { value } }) =>
              form.setFieldValue('holidays.region', value || null)
            }
          />
        )}
      </div>
      <HolidayList form={form} organisation={organisation} disabled={disabled} />
      <AddedDays form={form} organisation={organisation} disabled={disabled} />
    </Section>
  );
}

/** The choice stays visible while its name is still being read. */
function withCurrent(
  list: readonly { code: string; name: string }[],
  current: string | null,
  none: string,
) {
  const options = list.map(({ code, name }) => ({ value: code, label: name }));
  const isMissing = current !== null && !list.some(({ code }) => code === current);
  return [
    { value: '', label: none },
    ...(isMissing ? [{ value: current, label: current }] : []),
    ...options,
  ];
}
