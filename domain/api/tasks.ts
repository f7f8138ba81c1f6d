import { z } from 'zod';
import { Day, Instant, MoneyJson, PageQuery, pageOf, Version } from './common.ts';

export const taskKinds = [
  'end-of-chase',
  'no-address',
  'broken-promise',
  'dispute',
  'check-unknown',
  'not-delivered',
  'file-missing',
  'customer-replied',
  'inactive-customer',
  'other',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const TaskQuery = PageQuery.extend({
  state: z.enum(['open', 'done']).default('open'),
  kind: z.enum(taskKinds).optional(),
});

/** A case for a person (W9). */
export const TaskRow = z.object({
  id: z.string(),
  version: Version,
  kind: z.enum(taskKinds),
  state: z.enum(['open', 'done']),
  dueOn: Day,
  customer: z.object({ id: z.string(), name: z.string() }).nullable(),
  invoice: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
  /** Open on the invoice; without one, on all of the customer's, per currency. */
  amounts: z.array(MoneyJson),
  owner: z.object({ name: z.string(), isMe: z.boolean() }).nullable(),
  note: z.string(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

export const TaskPage = pageOf(TaskRow).extend({
  todayOn: Day,
  /** Open tasks of every kind, for the badge. */
  open: z.number().int(),
});

/** What is left out stays as it is. */
export const TaskPatch = z.object({
  version: Version,
  state: z.enum(['open', 'done']).optional(),
  dueOn: Day.optional(),
  /** True: mine; false: nobody's. */
  mine: z.boolean().optional(),
});
