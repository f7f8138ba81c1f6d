import { NumberInput, Paper, Stack, Switch, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { limits, wrongNumbers, type SettingsFormState } from './settings.ts';

const USUAL_DAYS = 14;

/** When the books count as too old to chase by (product.md 4, idea 8). */
export function FreshnessFields({
  form,
  disabled,
}: {
  form: SettingsFormState;
  disabled: boolean;
}) {
  const t = useTranslations();
  const { staleAfterHours, paymentsWithinDays } = form.values;
  const wrong = wrongNumbers(form.values);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="freshness">
      <Title order={2} size="h4" mb="sm" id="freshness">
        {t('s2.fresh.title')}
      </Title>
      <Stack>
        <Text>{t('s2.fresh.intro')}</Text>
        <NumberInput
          label={t('s2.fresh.hours')}
          description={t('s2.fresh.hoursHelp')}
          disabled={disabled}
          {...wholeNumber}
          {...limits.staleAfterHours}
          value={Number.isNaN(staleAfterHours) ? '' : staleAfterHours}
          error={
            wrong.includes('staleAfterHours') ? t('s2.fresh.range', limits.staleAfterHours) : null
          }
          onChange={(value) => form.setFieldValue('staleAfterHours', numberOf(value))}
        />
        <Switch
          label={t('s2.fresh.payments')}
          description={t('s2.fresh.paymentsHelp')}
          disabled={disabled}
          checked={paymentsWithinDays !== null}
          onChange={(event) =>
            form.setFieldValue(
              'paymentsWithinDays',
              event.currentTarget.checked ? USUAL_DAYS : null,
            )
          }
        />
        {paymentsWithinDays !== null && (
          <NumberInput
            label={t('s2.fresh.days')}
            disabled={disabled}
            {...wholeNumber}
            {...limits.paymentsWithinDays}
            value={Number.isNaN(paymentsWithinDays) ? '' : paymentsWithinDays}
            error={
              wrong.includes('paymentsWithinDays')
                ? t('s2.fresh.range', limits.paymentsWithinDays)
                : null
            }
            onChange={(value) => form.setFieldValue('paymentsWithinDays', numberOf(value))}
          />
        )}
      </Stack>
    </Paper>
  );
}

const wholeNumber = {
  allowDecimal: false,
  allowNegative: false,
  clampBehavior: 'none',
  styles: { wrapper: { maxWidth: 220 } },
} as const;

const numberOf = (value: number | string) => (typeof value === 'number' ? value : Number.NaN);
