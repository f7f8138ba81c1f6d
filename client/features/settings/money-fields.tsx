import '@mantine/core/styles/Radio.css';
import { Radio, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { AmountRows } from '../../ui/amount-rows.tsx';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';

const choices = ['hold', 'show', 'net'] as const;

/** What counts as owed: open credits (E4), and amounts too small to write about (E6). */
export function MoneyFields({ form, organisation, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const { credits, tolerances } = form.values;
  const names = {
    hold: t('s4.credits.hold'),
    show: t('s4.credits.show'),
    net: t('s4.credits.net'),
  };
  const helps = {
    hold: t('s4.credits.holdHelp'),
    show: t('s4.credits.showHelp'),
    net: t('s4.credits.netHelp'),
  };
  return (
    <>
      <Section id="credits" title={t('s4.credits.title')}>
        <Radio.Group
          label={t('s4.credits.question')}
          value={credits}
          onChange={(wanted) =>
            form.setFieldValue('credits', choices.find((one) => one === wanted) ?? 'hold')
          }
        >
          <Stack gap={8} mt={8}>
            {choices.map((one) => (
              <Radio
                key={one}
                value={one}
                label={names[one]}
                description={helps[one]}
                disabled={disabled}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <Section id="small-amounts" title={t('s4.small.title')}>
        <Text>{t('s4.small.intro')}</Text>
        <AmountRows
          field="tolerances"
          name={t('s4.small.title')}
          rows={tolerances}
          homeCurrency={organisation.homeCurrency}
          isChecked={form.errors['tolerances'] !== undefined}
          disabled={disabled}
          onChange={(rows) => form.setFieldValue('tolerances', rows)}
        />
      </Section>
    </>
  );
}
