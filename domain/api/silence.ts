import { z } from 'zod';
import { usualGraceDays } from '../gates/promise.ts';
import { Day, Instant, MoneyJson, PageQuery, pageOf, Version } from './common.ts';

export const muteLevels = ['organisation', 'customer', 'invoice'] as const;
/** Mutes by their level, and what else keeps reminders back because a person said so. */
export const silenceKinds = [...muteLevels, 'promise', 'dispute'] as const;

const Words = z.string().trim().max(500);
/** In minor units of the invoice's currency; null is everything that is open, or the whole invoice. */
const Amount = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().default(null);
/** The last day that is silent; null: until somebody ends it. */
const LastDay = Day.nullable();

export const MutePost = z.object({
  level: z.enum(muteLevels),
  /** Id of the customer or invoice; left out for the organisation. */
  subjectId: z.string().max(64).default(''),
  untilOn: LastDay,
  reason: Words.default(''),
});
export const MutePut = z.object({ untilOn: LastDay, version: Version });

export const PromisePost = z.object({
  promisedOn: Day,
  graceDays: z.number().int().min(0).max(30).default(usualGraceDays),
  amountMinor: Amount,
  note: Words.default(''),
});

export const DisputePost = z.object({
  amountMinor: Amount,
  reason: Words.default(''),
  /** Name of who sees to it. */
  owner: z.string().trim().max(200).default(''),
  untilOn: LastDay,
});
export const DisputePut = DisputePost.extend({ version: Version });

/** Ends, withdraws or closes what has this version. */
export const EndPost = z.object({ version: Version });

export const SilenceRow = z.object({
  kind: z.enum(silenceKinds),
  id: z.string(),
  version: Version,
  customer: z.object({ id: z.string(), name: z.string() }).nullable(),
  invoice: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
  since: Instant,
  /** Last silent day; of a promise, its day and the days of grace. Null: no end is set. */
  untilOn: LastDay,
  by: z.string(),
  reason: z.string(),
  /** Who sees to a dispute; empty otherwise. */
  owner: z.string(),
  promisedOn: Day.nullable(),
  /** Day on which the customer replied, of a mute that this caused. */
  repliedOn: Day.nullable(),
  /** What was promised or is disputed; null for everything. */
  amountMinor: z.number().int().nullable(),
  /** What is open and kept silent by it, per currency. */
  amounts: z.array(MoneyJson),
});
export type SilenceRow = z.infer<typeof SilenceRow>;

export const SilenceQuery = PageQuery.extend({ kind: z.enum(silenceKinds).optional() });
export const SilencePage = pageOf(SilenceRow).extend({ todayOn: Day });

/** What reaches one invoice, from every level, and how its customer kept earlier promises. */
export const InvoiceSilence = z.object({
  todayOn: Day,
  rows: z.array(SilenceRow),
  promises: z.object({ kept: z.number().int(), broken: z.number().int() }),
});
export type InvoiceSilence = z.infer<typeof InvoiceSilence>;
