import { z } from 'zod';
import { isLocalDate } from '../local-date.ts';

/** A clock time of the organisation's zone, `00:00` to `23:59`. */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'not-a-time' });
const HolidayDay = z.string().refine(isLocalDate, { message: 'not-a-date' });

/** A largest or smallest amount for each currency, in its minor units; never one figure for all (E7). */
export const MinorByCurrency = z.record(
  z.string().regex(/^[A-Z]{3}$/),
  z.number().int().min(0).max(1_000_000_000_000),
);
export type MinorByCurrency = z.infer<typeof MinorByCurrency>;

/** Public holidays of a country, and what the owner changed about them. */
const Holidays = z.object({
  /** ISO 3166-1; null: no public holiday is kept. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  /** Code of a region within the country; null: what the whole country keeps. */
  region: z
    .string()
    .regex(/^[A-Za-z0-9]{1,20}$/)
    .nullable()
    .default(null),
  /** Days off of the organisation's own. */
  added: z.array(HolidayDay).max(400).default([]),
  /** Public holidays on which it works; they win over `added`. */
  removed: z.array(HolidayDay).max(400).default([]),
});

/** Seconds to choose from; a message waits no longer than a person looks on. */
export const undoChoices = [0, 10, 30, 60] as const;

/**
 * When messages may leave, and how often a customer is written to (ux S4). Every field has a default, so that an organisation which never
 * saved any has them all.
 */
export const SendingSettings = z.object({
  sendFrom: ClockTime.default('08:00'),
  /** The first minute in which nothing leaves any more. */
  sendUntil: ClockTime.default('18:00'),
  /** 1 is Monday, 7 is Sunday. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([1, 2, 3, 4, 5]),
  holidays: Holidays.prefault({}),
  /** Days from one chasing message to a customer to the next; 1: at most one a day, 0: no gap (product.md 4, idea 5). */
  contactGapDays: z.number().int().min(0).max(60).default(1),
  /** At most so many chasing messages to a customer within so many days; null is off (product.md 4, idea 20). */
  contactCap: z
    .object({
      messages: z.number().int().min(1).max(100),
      days: z.number().int().min(1).max(365),
    })
    .nullable()
    .default(null),
  /** Days for which reminders to a customer wait once they replied to one; 0: they go on (E37). */
  replyPauseDays: z.number().int().min(0).max(90).default(7),
  /**
   * Open credits of a customer (E4). `hold`: wait while they cover what is open; `show`: ask for the whole amount and name the credit;
   * `net`: ask for the rest.
   */
  credits: z.enum(['hold', 'show', 'net']).default('hold'),
  /** Amounts up to and including this are never chased (E6). */
  tolerances: MinorByCurrency.default({}),
  /** Messages of the whole organisation; null: no limit (E57). */
  capPerHour: z.number().int().min(1).max(100_000).nullable().default(null),
  capPerDay: z.number().int().min(1).max(1_000_000).nullable().default(null),
  /** Below the words of a message stands where the customer sees each invoice online, and may pay it; one more call to the books each. */
  onlineLinks: z.boolean().default(false),
  /** Time in which a person can call off what they just sent; 0: it leaves at once (ux S4). */
  undoSeconds: z.literal(undoChoices).default(10),
  /** All sending stops when most messages of a week did not arrive (E57). */
  stopOnBounces: z.boolean().default(true),
  /** All sending stops when so many times the reminders of the busiest of the last days are to leave on one day; null: never (E57). */
  stopAtTimesUsual: z.number().int().min(2).max(100).nullable().default(3),
});
export type SendingSettings = z.infer<typeof SendingSettings>;

/** The same as a person may save it: with a day on which something can leave, and a window that is open at all. */
export const SendingSettingsPut = SendingSettings.superRefine((settings, context) => {
  if (settings.weekdays.length === 0)
    context.addIssue({ code: 'custom', message: 'no-weekday', path: ['weekdays'] });
  if (settings.sendUntil <= settings.sendFrom)
    context.addIssue({ code: 'custom', message: 'window-closed', path: ['sendUntil'] });
  if (settings.holidays.region !== null && settings.holidays.country === null)
    context.addIssue({
      code: 'custom',
      message: 'region-without-country',
      path: ['holidays', 'region'],
    });
});
