import type { UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import type { InvoiceSendingSettings } from '../../../domain/invoice-sending/settings.ts';

/** The settings as a person edits them; an empty copy is nobody. */
export type InvoicingDraft = Omit<InvoiceSendingSettings, 'copyTo'> & { copyTo: string };
export type InvoicingForm = UseFormReturnType<InvoicingDraft>;

/** What keeps a draft from being saved, by field, in words. */
export function useInvoicingErrors(): (draft: InvoicingDraft) => Record<string, string> {
  const t = useTranslations();
  return ({ on, mode, weekdays, cutOff, delayDays, copyTo }) => {
    const errors: Record<string, string> = {};
    if (!on) return errors;
    if (mode === 'automatic' && weekdays.length === 0) errors['weekdays'] = t('s3.error.weekdays');
    if (mode === 'automatic' && !/^\d\d:\d\d$/.test(cutOff))
      errors['cutOff'] = t('s3.error.cutOff');
    if (mode === 'automatic' && !(delayDays >= 0 && delayDays <= 60))
      errors['delayDays'] = t('s3.error.delayDays');
    if (copyTo.trim() !== '' && !z.email().safeParse(copyTo.trim()).success)
      errors['copyTo'] = t('s3.error.copyTo');
    return errors;
  };
}
