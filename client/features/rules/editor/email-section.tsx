import { NativeSelect, Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { MissingPdf } from '../../../../domain/rules/rule.ts';
import { inputOf, type SectionProps } from './form.ts';
import { RecipientsInput } from './recipients-input.tsx';
import { Section } from './section.tsx';

export function EmailSection({ form }: SectionProps) {
  const t = useTranslations();
  const { attachPdf, attachMarkedFiles, cc, bcc } = form.values.settings.email;
  return (
    <Section form={form} section="email" state={attachPdf ? t('r2.attachPdf') : t('r2.noPdf')}>
      <Switch
        label={t('r2.attachPdf')}
        checked={attachPdf}
        onChange={(event) =>
          form.setFieldValue('settings.email.attachPdf', event.currentTarget.checked)
        }
      />
      <Switch
        label={t('r2.attachMarked')}
        description={t('r2.attachMarkedHelp')}
        checked={attachMarkedFiles}
        onChange={(event) =>
          form.setFieldValue('settings.email.attachMarkedFiles', event.currentTarget.checked)
        }
      />
      {(attachPdf || attachMarkedFiles) && <Missing form={form} />}
      <RecipientsInput
        {...inputOf(form, 'settings.email.cc')}
        label={t('r2.cc')}
        value={cc}
        onChange={(addresses) => form.setFieldValue('settings.email.cc', addresses)}
      />
      <RecipientsInput
        {...inputOf(form, 'settings.email.bcc')}
        label={t('r2.bcc')}
        value={bcc}
        onChange={(addresses) => form.setFieldValue('settings.email.bcc', addresses)}
      />
    </Section>
  );
}

/** E24. */
function Missing({ form }: SectionProps) {
  const t = useTranslations();
  const names: Record<MissingPdf, string> = {
    wait: t('r2.missingPdfWait'),
    'send-without': t('r2.missingPdfSend'),
    stop: t('r2.missingPdfStop'),
  };
  return (
    <NativeSelect
      {...inputOf(form, 'settings.email.missingPdf')}
      label={t('r2.missingPdf')}
      description={t('r2.missingPdfHelp')}
      value={form.values.settings.email.missingPdf}
      data={MissingPdf.options.map((value) => ({ value, label: names[value] }))}
      onChange={({ currentTarget: { value } }) =>
        form.setFieldValue(
          'settings.email.missingPdf',
          MissingPdf.options.find((one) => one === value) ?? 'wait',
        )
      }
    />
  );
}
