import { NumberInput, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { fieldId } from '../../ui/field-id.ts';
import { freshnessOf, limits, wrongNumbers, type Freshness } from './freshness.ts';
import { numberOf, shownNumber, wholeNumber } from '../../ui/numbers.ts';
import { SectionForm } from './section-form.tsx';
import { Section } from './section.tsx';

const USUAL_DAYS = 14;

interface FreshnessSectionProps {
  organisation: OrganisationJson;
  freshness: Freshness;
  /** What stands above and saves by itself. */
  children: ReactNode;
}

/** When the books count as too old to chase by (product.md 4, idea 8). */
export function FreshnessSection({ organisation, freshness, children }: FreshnessSectionProps) {
  const t = useTranslations();
  return (
    <SectionForm<Freshness>
      organisation={organisation}
      initial={freshnessOf(freshness)}
      errorsOf={(values) =>
        Object.fromEntries(
          wrongNumbers(values).map((field) => [field, t('s2.fresh.range', limits[field])]),
        )
      }
      toPatch={(values) => values}
    >
      {(form, disabled) => (
        <>
          {children}
          <Fields form={form} disabled={disabled} />
        </>
      )}
    </SectionForm>
  );
}

interface FieldsProps {
  form: UseFormReturnType<Freshness>;
  disabled: boolean;
}

function Fields({ form, disabled }: FieldsProps) {
  const t = useTranslations();
  const { staleAfterHours, paymentsWithinDays } = form.values;
  return (
    <Section id="freshness" title={t('s2.fresh.title')}>
      <Text>{t('s2.fresh.intro')}</Text>
      <NumberInput
        id={fieldId('staleAfterHours')}
        label={t('s2.fresh.hours')}
        description={t('s2.fresh.hoursHelp')}
        disabled={disabled}
        {...wholeNumber}
        value={shownNumber(staleAfterHours)}
        error={form.errors['staleAfterHours'] ?? null}
        onChange={(value) => form.setFieldValue('staleAfterHours', numberOf(value))}
      />
      <Switch
        label={t('s2.fresh.payments')}
        description={t('s2.fresh.paymentsHelp')}
        disabled={disabled}
        checked={paymentsWithinDays !== null}
        onChange={(event) =>
          form.setFieldValue('paymentsWithinDays', event.currentTarget.checked ? USUAL_DAYS : null)
        }
      />
      {paymentsWithinDays !== null && (
        <NumberInput
          id={fieldId('paymentsWithinDays')}
          label={t('s2.fresh.days')}
          disabled={disabled}
          {...wholeNumber}
          value={shownNumber(paymentsWithinDays)}
          error={form.errors['paymentsWithinDays'] ?? null}
          onChange={(value) => form.setFieldValue('paymentsWithinDays', numberOf(value))}
        />
      )}
    </Section>
  );
}
