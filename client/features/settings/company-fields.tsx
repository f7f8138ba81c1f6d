import { Alert, NativeSelect, Paper, Stack, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SettingsFormState } from './settings.ts';

interface CompanyFieldsProps {
  form: SettingsFormState;
  /** False while the time zone is our guess. */
  confirmed: boolean;
  disabled: boolean;
}

/** S1. */
export function CompanyFields({ form, confirmed, disabled }: CompanyFieldsProps) {
  const t = useTranslations();
  const { timeZone, language } = form.values;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="company">
      <Title order={2} size="h4" mb="sm" id="company">
        {t('s1.company')}
      </Title>
      <Stack>
        {!confirmed && (
          <Alert variant="light" color="yellow">
            {t('s1.zoneGuessed')}
          </Alert>
        )}
        <NativeSelect
          label={t('s1.timeZone')}
          description={t('s1.timeZoneHelp')}
          disabled={disabled}
          value={timeZone}
          data={zonesWith(timeZone)}
          onChange={(event) => form.setFieldValue('timeZone', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('s1.language')}
          description={t('s1.languageHelp')}
          disabled={disabled}
          value={language}
          data={[
            { value: 'en', label: t('language.en') },
            { value: 'fr', label: t('language.fr') },
          ]}
          onChange={(event) =>
            form.setFieldValue('language', event.currentTarget.value === 'fr' ? 'fr' : 'en')
          }
        />
      </Stack>
    </Paper>
  );
}

/** The zones this browser knows, and the current one even when it does not know that. */
function zonesWith(current: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(current) ? zones : [current, ...zones];
}
