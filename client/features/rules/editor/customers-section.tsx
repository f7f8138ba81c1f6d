import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useCustomersWords } from '../customers-words.ts';
import { CustomerPicker } from './customer-picker.tsx';
import { inputOf, type SectionProps } from './form.ts';
import { PasteCustomers } from './paste-customers.tsx';
import { Section } from './section.tsx';

/** Exactly one of two modes (BJ-9), and what it means for customers who come later (E51). */
export function CustomersSection({ form, org }: SectionProps & { org: string }) {
  const t = useTranslations();
  const { customers } = form.values.settings;
  const { mode, customerIds, includeChildren } = customers;
  const state = useCustomersWords()(customers);
  const put = (ids: string[]) => form.setFieldValue('settings.customers.customerIds', ids);
  return (
    <Section form={form} section="customers" state={state}>
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
        onChange={put}
      />
      <PasteCustomers org={org} onFound={(ids) => put([...new Set([...customerIds, ...ids])])} />
      <Checkbox
        size="md"
        label={t('r2.includeChildren')}
        description={t('r2.includeChildrenHelp')}
        checked={includeChildren}
        onChange={(event) =>
          form.setFieldValue('settings.customers.includeChildren', event.currentTarget.checked)
        }
      />
      <Text size="sm" c="dimmed">
        {mode === 'only' ? t('r2.newCustomersOut') : t('r2.newCustomersIn')}
      </Text>
    </Section>
  );
}

function asMode(value: string): 'only' | 'except' {
  return value === 'only' ? 'only' : 'except';
}
