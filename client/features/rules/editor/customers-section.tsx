import { Radio, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { CustomerPicker } from './customer-picker.tsx';
import { inputOf, type SectionProps } from './form.ts';
import { Section } from './section.tsx';

export function CustomersSection({ form, org }: SectionProps & { org: string }) {
  const t = useTranslations();
  const { mode, customerIds } = form.values.settings.customers;
  return (
    <Section title={t('r2.customers')}>
      <Radio.Group
        label={t('r2.customersMode')}
        value={mode}
        onChange={(wanted) => form.setFieldValue('settings.customers.mode', asMode(wanted))}
      >
        <Stack gap={8} mt={4}>
          <Radio value="except" label={t('r2.except')} />
          <Radio value="only" label={t('r2.only')} />
        </Stack>
      </Radio.Group>
      <CustomerPicker
        {...inputOf(form, 'settings.customers.customerIds')}
        org={org}
        label={mode === 'only' ? t('r2.customersOnly') : t('r2.customersExcept')}
        value={customerIds}
        onChange={(ids) => form.setFieldValue('settings.customers.customerIds', ids)}
      />
    </Section>
  );
}

function asMode(value: string): 'only' | 'except' {
  return value === 'only' ? 'only' : 'except';
}
