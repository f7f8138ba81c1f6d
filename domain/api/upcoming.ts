import { z } from 'zod';
import { languages, RuleSettings } from '../rules/rule.ts';
import { Day, Instant, MoneyJson, PageQuery, pageOf } from './common.ts';
import { GateJson } from './invoices.ts';

const reminderClasses = ['overdue', 'coming_due', 'new_invoice', 'summary'] as const;
const Id = z.string().min(1).max(64);
/** How many days ahead are played. */
const Span = z.enum(['7', '30', '90']).default('7');

/** What is asked about the days ahead. */
const Simulation = z.object({
  days: Span,
  /** The first day that is shown; the days until then are played, not shown. Absent: today. */
  as_of: Day.optional(),
  /** `on`: as if connection and master switch were on and the books fresh. */
  reminders: z.enum(['as-set', 'on']).default('as-set'),
});

export const UpcomingQuery = PageQuery.extend({
  ...Simulation.shape,
  customer: Id.optional(),
  rule: z.uuid().optional(),
});

/** One invoice's part of a message, and what names it when a person decides about it. */
export const UpcomingPart = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  open: MoneyJson,
  ruleId: z.string(),
  ruleName: z.string(),
  stepId: z.string(),
  days: z.number().int(),
  type: z.enum(reminderClasses),
  /** Of an account summary, the monthly day it is for. */
  occurrenceOn: Day.nullable(),
  /** The delivery, once the message is planned. */
  deliveryId: z.string().nullable(),
});
export type UpcomingPart = z.infer<typeof UpcomingPart>;

export const UpcomingMessage = z.object({
  /** Names the message within one answer. */
  id: z.string(),
  onDate: Day,
  /** When it may leave; null while it is held. */
  leavesAt: Instant.nullable(),
  /** `planned`: in the queue; `forecast`: will be, if nothing changes; `held`: due, and something keeps it. */
  state: z.enum(['planned', 'forecast', 'held']),
  because: GateJson.nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  channel: z.literal('email'),
  recipients: z.array(z.string()),
  language: z.enum(languages),
  templateId: z.string(),
  amount: MoneyJson,
  /** The first one sets the tone. */
  parts: z.array(UpcomingPart),
});
export type UpcomingMessage = z.infer<typeof UpcomingMessage>;

export const UpcomingDay = z.object({
  on: Day,
  messages: z.number().int(),
  held: z.number().int(),
  customers: z.number().int(),
  amounts: z.array(MoneyJson),
  /** More than the organisation lets leave on one day. */
  aboveCap: z.boolean(),
});
export type UpcomingDay = z.infer<typeof UpcomingDay>;

/** How much of the books the answer covers: of a very large organisation, those whose next message comes first. */
const Coverage = z.object({
  openInvoices: z.number().int(),
  coveredInvoices: z.number().int(),
});

export const UpcomingChoice = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  ruleId: z.string(),
  stepId: z.string(),
  days: z.number().int(),
  type: z.enum(reminderClasses),
  occurrenceOn: Day.nullable(),
  kind: z.enum(['skipped', 'moved']),
  /** The day it would have left; of a moved one the day it leaves. */
  onDate: Day,
});
export type UpcomingChoice = z.infer<typeof UpcomingChoice>;

export const UpcomingPage = pageOf(UpcomingMessage).extend({
  todayOn: Day,
  fromOn: Day,
  untilOn: Day,
  /** Something other than what is set was assumed. */
  simulated: z.boolean(),
  /** Totals of all days that have something, also of those on other pages. */
  days: z.array(UpcomingDay),
  capPerDay: z.number().int().nullable(),
  coverage: Coverage,
  /** Why nothing leaves, whatever the rules say. */
  stopped: z
    .enum(['not-live', 'reminders-off', 'books-stale', 'no-rule', 'nothing-open'])
    .nullable(),
  /** To filter by. */
  rules: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What people left out or moved, and may take back; at most 100. */
  choices: z.array(UpcomingChoice),
});
export type UpcomingPage = z.infer<typeof UpcomingPage>;

/** A draft, as if it and the master switch were on; without `ruleId` it would be a new rule, last in priority. */
export const UpcomingCompareRequest = z.object({
  ruleId: z.uuid().nullable(),
  settings: RuleSettings,
  days: Span,
});

/** What if these invoices were paid on that day; without one, today. */
export const UpcomingWhatIfRequest = z.object({
  paid: z.array(Id).min(1).max(1_000),
  paidOn: Day.optional(),
  days: Span,
  reminders: z.enum(['as-set', 'on']).default('as-set'),
});

export const UpcomingChange = z.object({
  kind: z.enum(['added', 'gone', 'moved']),
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  open: MoneyJson,
  ruleName: z.string(),
  days: z.number().int(),
  /** The day it would leave by what holds now, and by what was assumed. */
  before: Day.nullable(),
  after: Day.nullable(),
});
export type UpcomingChange = z.infer<typeof UpcomingChange>;

/** Parts of messages that differ; rows are cut at 200, totals are whole. */
export const UpcomingComparison = z.object({
  todayOn: Day,
  untilOn: Day,
  before: z.object({ messages: z.number().int(), invoices: z.number().int() }),
  after: z.object({ messages: z.number().int(), invoices: z.number().int() }),
  totals: z.object({
    added: z.number().int(),
    gone: z.number().int(),
    moved: z.number().int(),
    same: z.number().int(),
  }),
  rows: z.array(UpcomingChange),
  coverage: Coverage,
});
export type UpcomingComparison = z.infer<typeof UpcomingComparison>;

/** One part of the message is enough to name it. */
export const UpcomingMessageQuery = z.object({
  invoice: Id,
  rule: z.uuid(),
  step: z.uuid(),
  on: Day,
  reminders: z.enum(['as-set', 'on']).default('as-set'),
});

/** What a person decides about: messages as the list names them, planned or only foretold. */
export const UpcomingTarget = z.object({
  invoiceId: Id,
  ruleId: z.uuid(),
  stepId: z.uuid(),
  onDate: Day,
  occurrenceOn: Day.nullable(),
});
export type UpcomingTarget = z.infer<typeof UpcomingTarget>;
const targets = z.array(UpcomingTarget).min(1).max(1_000);
export const UpcomingSkip = z.object({ messages: targets });
export const UpcomingMove = z.object({ messages: targets, toOn: Day });
export const UpcomingSendNow = z.object({ deliveryIds: z.array(z.uuid()).min(1).max(1_000) });
/** `tooLate`: has left, is leaving, or is gone. */
export const UpcomingChosen = z.object({ changed: z.number().int(), tooLate: z.number().int() });
export const UpcomingHastened = UpcomingChosen.extend({
  /** So long it can be undone; 0: not at all. */
  undoSeconds: z.number().int(),
});
