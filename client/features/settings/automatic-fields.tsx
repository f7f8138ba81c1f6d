import { NumberInput, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { sendsAt } from '../../../domain/invoice-sending/sends-at.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { fieldId } from '../../ui/field-id.ts';
import { useFormats } from '../../ui/formats.ts';
import { wholeNumber } from '../../ui/numbers.ts';
import type { InvoicingForm } from './invoicing-draft.ts';
import { WeekdayBoxes } from './weekday-boxes.tsx';
import classes from './settings.module.css';

interface AutomaticFieldsProps {
  form: InvoicingForm;
  organisation: OrganisationJson;
  disabled: boolean;
}

/** When an invoice leaves by itself (UF-8, E42), with what that means for one that comes now. */
export function AutomaticFields({ form, organisation, disabled }: AutomaticFieldsProps) {
  const t = useTranslations();
  const { delayDays, cutOff, weekdays } = form.values;
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          id={fieldId('delayDays')}
          label={t('s3.delay')}
          description={t('s3.delayHelp')}
          disabled={disabled}
          {...wholeNumber}
          value={delayDays}
          error={form.errors['delayDays'] ?? null}
          onChange={(value) =>
            form.setFieldValue('delayDays', typeof value === 'number' ? value : 0)
          }
        />
        <TextInput
          id={fieldId('cutOff')}
          type="time"
          label={t('s3.cutOff')}
          description={<CutOffHelp cutOff={cutOff} zone={organisation.timeZone} />}
          disabled={disabled}
          value={cutOff}
          error={form.errors['cutOff'] ?? null}
          onChange={(event) => form.setFieldValue('cutOff', event.currentTarget.value)}
        />
      </div>
      <WeekdayBoxes
        legend={t('s3.weekdays')}
        weekdays={weekdays}
        disabled={disabled}
        problem={form.errors['weekdays']}
        onChange={(wanted) => form.setFieldValue('weekdays', wanted)}
      />
      <Example form={form} />
    </>
  );
}

/** The clock time moves with the summer time, because the cut-off is in UTC. */
function CutOffHelp({ cutOff, zone }: { cutOff: string; zone: string }) {
  const t = useTranslations();
  const { time } = useFormats();
  if (!/^\d\d:\d\d$/.test(cutOff)) return null;
  const today = localDateOf(new Date(), 'UTC');
  return <>{t('s3.cutOffHelp', { local: time(`${today}T${cutOff}:00.000Z`), zone })}</>;
}

function Example({ form }: { form: InvoicingForm }) {
  const t = useTranslations();
  const { instant } = useFormats();
  const { cutOff, weekdays, delayDays } = form.values;
  if (!/^\d\d:\d\d$/.test(cutOff)) return null;
  const now = new Date();
  const at = sendsAt(
    { firstSeenAt: now, documentOn: localDateOf(now, 'UTC') },
    { cutOff, weekdays, delayDays },
  );
  if (at === null) return null;
  return <Text role="status">{t('s3.example', { at: instant(at.toISOString()) })}</Text>;
}
