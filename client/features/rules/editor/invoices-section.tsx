import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Terms } from './draft.ts';
import { inputOf, type SectionProps } from './form.ts';
import { MemoFields } from './memo-fields.tsx';
import { Section } from './section.tsx';
import { TermSwitches } from './term-switches.tsx';
import classes from './editor.module.css';

export function InvoicesSection({ form, terms }: SectionProps & { terms: Terms }) {
  const t = useTranslations();
  const { createdBefore } = form.values.settings;
  return (
    <Section title={t('r2.invoices')}>
      <MemoFields form={form} />
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
    </Section>
  );
}
