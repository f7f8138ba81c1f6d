import { Checkbox, Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { languages, type RuleSettings } from '../../../../domain/rules/rule.ts';
import { AmountRows } from '../../../ui/amount-rows.tsx';
import { CurrencyInput } from './currency-input.tsx';
import type { Terms } from './draft.ts';
import { inputOf, type SectionProps } from './form.ts';
import { MemoFields, type MemoCount } from './memo-fields.tsx';
import { Section } from './section.tsx';
import { TermSwitches } from './term-switches.tsx';
import { useFilterWords } from './filter-words.ts';
import classes from './editor.module.css';

interface InvoicesSectionProps extends SectionProps {
  terms: Terms;
  homeCurrency: string | null;
  /** As the last preview counted it. */
  memo: MemoCount | null;
}

export function InvoicesSection({ form, terms, homeCurrency, memo }: InvoicesSectionProps) {
  const t = useTranslations();
  const { createdBefore, currencies } = form.values.settings;
  const state = useFilterWords()(form.values);
  return (
    <Section form={form} section="invoices" state={state}>
      <MemoFields form={form} count={memo} />
      <div className={classes.pair}>
        <TextInput
          {...inputOf(form, 'settings.createdBefore.on')}
          type="date"
          label={t('r2.createdBefore')}
          description={t('r2.createdBeforeHelp')}
          value={createdBefore.on ?? ''}
          onChange={(event) =>
            form.setFieldValue('settings.createdBefore.on', event.currentTarget.value || null)
          }
        />
        <NativeSelect
          label={t('r2.createdField')}
          description={t('r2.createdFieldHelp')}
          value={createdBefore.field}
          data={[
            { value: 'document', label: t('r2.createdDocument') },
            { value: 'entry', label: t('r2.createdEntry') },
          ]}
          onChange={(event) =>
            form.setFieldValue(
              'settings.createdBefore.field',
              event.currentTarget.value === 'entry' ? 'entry' : 'document',
            )
          }
        />
      </div>
      <TermSwitches form={form} terms={terms} />
      <AutopayFilter form={form} />
      <fieldset className={classes.terms}>
        <legend>{t('r2.minimum')}</legend>
        <AmountRows
          field="settings.minimum"
          name={t('r2.minimum')}
          rows={form.values.minimum}
          homeCurrency={homeCurrency}
          isChecked={form.errors['settings.minimum'] !== undefined}
          disabled={false}
          onChange={(rows) => form.setFieldValue('minimum', rows)}
        />
      </fieldset>
      <CurrencyInput
        {...inputOf(form, 'settings.currencies')}
        value={currencies}
        onChange={(wanted) => form.setFieldValue('settings.currencies', wanted)}
      />
      <LanguageFilter form={form} />
    </Section>
  );
}

const autopayModes = ['any', 'on', 'off'] as const satisfies RuleSettings['autopay'][];

/** BJ-14 to BJ-16. */
function AutopayFilter({ form }: SectionProps) {
  const t = useTranslations();
  const names = {
    any: t('r2.autopayAny'),
    on: t('r2.autopayOn'),
    off: t('r2.autopayOff'),
  };
  return (
    <Radio.Group
      label={t('r2.autopay')}
      description={t('r2.autopayHelp')}
      value={form.values.settings.autopay}
      onChange={(wanted) =>
        form.setFieldValue(
          'settings.autopay',
          autopayModes.find((mode) => mode === wanted) ?? 'any',
        )
      }
    >
      <Stack gap={8} mt={4}>
        {autopayModes.map((mode) => (
          <Radio key={mode} value={mode} label={names[mode]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function LanguageFilter({ form }: SectionProps) {
  const t = useTranslations();
  const names = { en: t('language.en'), fr: t('language.fr') };
  return (
    <Checkbox.Group
      label={t('r2.languages')}
      description={t('r2.languagesHelp')}
      value={form.values.settings.languages}
      onChange={(wanted) =>
        form.setFieldValue(
          'settings.languages',
          languages.filter((code) => wanted.includes(code)),
        )
      }
    >
      <Group mt={4}>
        {languages.map((code) => (
          <Checkbox key={code} size="md" value={code} label={names[code]} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
