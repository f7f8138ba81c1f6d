import { z } from 'zod';

/**
 * How an organisation sends invoices from Dunlin (UF-3 to UF-6). Every field has a default, so that an organisation which never saved any
 * has them all, and sends none.
 */
export const InvoiceSendingSettings = z.object({
  on: z.boolean().default(false),
  /** `by-hand`: each invoice waits as to send until a person says so (UF-6). */
  mode: z.enum(['by-hand', 'automatic']).default('by-hand'),
  /** Calendar days after the day that import, issue date and cut-off give (UF-8). */
  delayDays: z.number().int().min(0).max(60).default(0),
  /** Days on which invoices leave, 1 is Monday and 7 is Sunday; sending hours and holidays do not count here (UF-9). */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([1, 2, 3, 4, 5]),
  /** Time of the day in UTC, HH:MM: what is seen before it leaves the same day, and at it the messages leave (UF-8, E42). */
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('06:30'),
  /** Also those that were paid before they were sent, so that the customer has the document (UF complement 48). */
  sendPaid: z.boolean().default(true),
  /** Template of the message; null: the one that comes with Dunlin (UF-5). */
  templateId: z.string().max(64).nullable().default(null),
  /** Address of a team member in copy; null: nobody (UF-5). */
  copyTo: z.email().max(254).nullable().default(null),
});
export type InvoiceSendingSettings = z.infer<typeof InvoiceSendingSettings>;

/** The same as a person may save it: with a day on which an invoice can leave. */
export const InvoiceSendingSettingsPut = InvoiceSendingSettings.superRefine((settings, context) => {
  if (settings.weekdays.length === 0)
    context.addIssue({ code: 'custom', message: 'no-weekday', path: ['weekdays'] });
});

/** The template that invoices leave with. */
export const templateOf = ({ templateId }: Pick<InvoiceSendingSettings, 'templateId'>): string =>
  templateId ?? 'invoice';
