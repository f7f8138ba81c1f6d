import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { StopFields } from './stop-fields.tsx';
import { CapFields } from './cap-fields.tsx';
import { ContactFields } from './contact-fields.tsx';
import { HolidayFields } from './holiday-fields.tsx';
import { HoursFields } from './hours-fields.tsx';
import { LinkFields } from './link-fields.tsx';
import { MoneyFields } from './money-fields.tsx';
import { SectionForm } from './section-form.tsx';
import { SenderFields } from './sender-fields.tsx';
import { UndoFields } from './undo-fields.tsx';
import {
  toSender,
  toSending,
  toSendingDraft,
  wrongInSending,
  type SendingDraft,
  type SendingField,
} from './sending-draft.ts';

/** S4: when messages leave, and how many. */
export function SendingSection({ organisation }: { organisation: OrganisationJson }) {
  const errorsOf = useErrors();
  return (
    <SectionForm
      organisation={organisation}
      initial={toSendingDraft(organisation.sending, organisation.sender)}
      errorsOf={errorsOf}
      toPatch={(draft) => ({ sending: toSending(draft), sender: toSender(draft) })}
    >
      {(form, disabled) => {
        const props = { form, organisation, disabled };
        return (
          <>
            <SenderFields {...props} />
            <HoursFields {...props} />
            <HolidayFields {...props} />
            <ContactFields {...props} />
            <MoneyFields {...props} />
            <CapFields {...props} />
            <StopFields {...props} />
            <LinkFields {...props} />
            <UndoFields {...props} />
          </>
        );
      }}
    </SectionForm>
  );
}

function useErrors(): (draft: SendingDraft) => Record<string, string> {
  const t = useTranslations();
  const words: Record<SendingField, string> = {
    'sender.name': t('s4.error.senderName'),
    'sender.replyTo': t('s4.error.address'),
    'sender.address': t('s4.error.address'),
    'sender.consumer': t('s4.error.consumer'),
    weekdays: t('s4.error.weekdays'),
    sendFrom: t('s4.error.time'),
    sendUntil: t('s4.error.until'),
    contactGapDays: t('s4.error.gap'),
    replyPauseDays: t('s4.error.reply'),
    'contactCap.messages': t('s4.error.messages'),
    'contactCap.days': t('s4.error.days'),
    tolerances: t('s4.error.amounts'),
    capPerHour: t('s4.error.hour'),
    capPerDay: t('s4.error.day'),
    stopAtTimesUsual: t('s4.error.times'),
    other: t('s4.error.other'),
  };
  return (draft) =>
    Object.fromEntries(
      wrongInSending(draft).map((field) => [
        field === 'sender.consumer' ? 'sender.address' : field,
        words[field],
      ]),
    );
}
