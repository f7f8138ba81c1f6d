import { Alert, NumberInput, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { fieldId } from '../../ui/field-id.ts';
import { AmountRows } from '../../ui/amount-rows.tsx';
import {
  toAutopay,
  toAutopayDraft,
  wrongInAutopay,
  type AutopayFieldsProps,
} from './autopay-draft.ts';
import { AutopayTerms } from './autopay-terms.tsx';
import { numberOf, shownNumber, wholeNumber } from '../../ui/numbers.ts';
import { SectionForm } from './section-form.tsx';
import { Section } from './section.tsx';

/** S7: what the organisation charges by itself, so that rules can ask for it (BJ-14 to BJ-16). */
export function AutopaySection({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const words = { shiftDays: t('s7.error.shift'), maxMinor: t('s4.error.amounts') };
  return (
    <SectionForm
      organisation={organisation}
      initial={toAutopayDraft(organisation.autopay)}
      errorsOf={(draft) =>
        Object.fromEntries(wrongInAutopay(draft).map((field) => [field, words[field]]))
      }
      toPatch={(draft) => ({ autopay: toAutopay(draft) })}
    >
      {(form, disabled) => {
        const props = { form, organisation, disabled };
        return (
          <>
            <Switches {...props} />
            {form.values.on && <Eligible {...props} />}
          </>
        );
      }}
    </SectionForm>
  );
}

function Switches({ form, disabled }: AutopayFieldsProps) {
  const t = useTranslations();
  const { on, customersByDefault } = form.values;
  return (
    <Section id="autopay" title={t('s7.title')}>
      <Text>{t('s7.intro')}</Text>
      <Switch
        label={t('s7.on')}
        description={t('s7.onHelp')}
        disabled={disabled}
        checked={on}
        onChange={(event) => form.setFieldValue('on', event.currentTarget.checked)}
      />
      {on && (
        <Switch
          label={t('s7.byDefault')}
          description={t('s7.byDefaultHelp')}
          disabled={disabled}
          checked={customersByDefault}
          onChange={(event) =>
            form.setFieldValue('customersByDefault', event.currentTarget.checked)
          }
        />
      )}
      <Alert variant="light" color="yellow" title={t('s7.noProfile')}>
        {t('s7.noProfileHelp')}
      </Alert>
    </Section>
  );
}

function Eligible(props: AutopayFieldsProps) {
  const t = useTranslations();
  const { form, organisation, disabled } = props;
  const { shiftDays, maxMinor } = form.values;
  return (
    <>
      <Section id="charge-day" title={t('s7.day')}>
        <NumberInput
          id={fieldId('shiftDays')}
          label={t('s7.shift')}
          description={t('s7.shiftHelp')}
          disabled={disabled}
          {...wholeNumber}
          allowNegative
          value={shownNumber(shiftDays)}
          error={form.errors['shiftDays'] ?? null}
          onChange={(value) => form.setFieldValue('shiftDays', numberOf(value))}
        />
        <ShiftSentence days={shiftDays} />
      </Section>
      <AutopayTerms {...props} />
      <Section id="largest" title={t('s7.largest')}>
        <Text>{t('s7.largestHelp')}</Text>
        <AmountRows
          field="maxMinor"
          name={t('s7.largest')}
          rows={maxMinor}
          homeCurrency={organisation.homeCurrency}
          isChecked={form.errors['maxMinor'] !== undefined}
          disabled={disabled}
          onChange={(rows) => form.setFieldValue('maxMinor', rows)}
        />
      </Section>
    </>
  );
}

function ShiftSentence({ days }: { days: number }) {
  const t = useTranslations();
  if (Number.isNaN(days)) return null;
  const words = days < 0 ? t('s7.before', { days: -days }) : t('s7.after', { days });
  return <Text role="status">{words}</Text>;
}
