import { NumberInput, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldId } from '../../ui/field-id.ts';
import { numberOf, shownNumber, wholeNumber } from '../../ui/numbers.ts';
import { Section } from './section.tsx';
import type { SendingFieldsProps } from './sending-draft.ts';
import classes from './settings.module.css';

const USUAL_CAP = { messages: 4, days: 30 };

/** How often one customer is written to (product.md 4, ideas 5 and 20). */
export function ContactFields({ form, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const { contactGapDays, contactCap, replyPauseDays } = form.values;
  return (
    <Section id="contacts" title={t('s4.contacts.title')}>
      <NumberInput
        id={fieldId('contactGapDays')}
        label={t('s4.contacts.gap')}
        description={t('s4.contacts.gapHelp')}
        disabled={disabled}
        {...wholeNumber}
        value={shownNumber(contactGapDays)}
        error={form.errors['contactGapDays'] ?? null}
        onChange={(value) => form.setFieldValue('contactGapDays', numberOf(value))}
      />
      {contactGapDays >= 0 && (
        <Text role="status">{t('s4.contacts.gapSentence', { days: contactGapDays })}</Text>
      )}
      <NumberInput
        id={fieldId('replyPauseDays')}
        label={t('s4.contacts.reply')}
        description={t('s4.contacts.replyHelp')}
        disabled={disabled}
        {...wholeNumber}
        value={shownNumber(replyPauseDays)}
        error={form.errors['replyPauseDays'] ?? null}
        onChange={(value) => form.setFieldValue('replyPauseDays', numberOf(value))}
      />
      <Switch
        label={t('s4.contacts.cap')}
        description={t('s4.contacts.capHelp')}
        disabled={disabled}
        checked={contactCap !== null}
        onChange={(event) => {
          form.setFieldValue('contactCap', event.currentTarget.checked ? USUAL_CAP : null);
          form.clearFieldError('contactCap.messages');
          form.clearFieldError('contactCap.days');
        }}
      />
      {contactCap !== null && (
        <div className={classes.pair}>
          <NumberInput
            id={fieldId('contactCap.messages')}
            label={t('s4.contacts.messages')}
            disabled={disabled}
            {...wholeNumber}
            value={shownNumber(contactCap.messages)}
            error={form.errors['contactCap.messages'] ?? null}
            onChange={(value) => form.setFieldValue('contactCap.messages', numberOf(value))}
          />
          <NumberInput
            id={fieldId('contactCap.days')}
            label={t('s4.contacts.days')}
            disabled={disabled}
            {...wholeNumber}
            value={shownNumber(contactCap.days)}
            error={form.errors['contactCap.days'] ?? null}
            onChange={(value) => form.setFieldValue('contactCap.days', numberOf(value))}
          />
        </div>
      )}
    </Section>
  );
}
