import { z } from 'zod';
import { isLocalDate } from '../local-date.ts';

export const ruleTypes = ['due', 'new_invoice', 'summary'] as const;
/** BJ-3: reminder of a due invoice, notice of a new one, or account summary. */
export type RuleType = (typeof ruleTypes)[number];
export const conditions = ['overdue', 'coming_due'] as const;
/** BJ-4; only reminders of due invoices have one. */
export type Condition = (typeof conditions)[number];
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/**
 * What a message says, whichever rule sends it. A step counts as sent when any rule of the same class sent it, so that a copied rule
 * never chases twice (E47).
 */
export type ReminderClass = Condition | 'new_invoice' | 'summary';

const localDate = z.string().refine(isLocalDate, { message: 'not a date' });
const address = z.string().trim().max(254).pipe(z.email());
const currency = z.string().regex(/^[A-Z]{3}$/);

/** The last day of every month, as the day of a summary. */
export const LAST_DAY = 31;

/** One rule day (BJ-7) and the template it sends. */
export const Step = z.object({
  /** Survives edits, so a changed number of days is still the same step (E46). */
  id: z.uuid(),
  /**
   * Overdue and coming due: days after and before the due date. Account summary: day of the month, 1 to 31; a month without that day uses
   * its last. New invoice: always 0.
   */
  days: z.number().int().min(0).max(999),
  templateId: z.string().min(1).max(64),
  /** `customer`: the customer's language, else the organisation's (E35). */
  language: z.enum(['customer', ...languages]).default('customer'),
  /** New invoice only: at least so many minutes after it was entered in the books. */
  afterMinutes: z.number().int().min(0).max(43_200).default(0),
  /** Account summary only: hour of the organisation's day, 0 to 23, before which it does not leave. */
  hour: z.number().int().min(0).max(23).default(9),
});
export type Step = z.infer<typeof Step>;

/** Which customers (BJ-9): exactly one of the two modes. */
export const CustomerFilter = z.object({
  mode: z.enum(['only', 'except']),
  customerIds: z.array(z.string().min(1).max(64)).max(10_000),
  /** A listed customer stands for its sub-customers, jobs and projects too (E28). */
  includeChildren: z.boolean().default(false),
});

/** BJ-10, as decided in product.md: two modes, each with a token of its own; either memo field is enough. */
export const MemoFilter = z.object({
  mode: z.enum(['off', 'include', 'ignore']),
  /** Trimmed; kept when the filter is off so that switching it on again finds it. */
  token: z.string().trim().max(200),
});

/** BJ-12. The chosen day itself is not skipped; null is off. */
export const CreatedBeforeFilter = z.object({
  on: localDate.nullable(),
  field: z.enum(['document', 'entry']).default('document'),
});

/** BJ-13 with the two decided additions: invoices without terms, and terms that appear later. */
export const TermFilter = z.object({
  /** Terms that are off, by id. */
  off: z.array(z.string().min(1).max(64)).max(1000),
  noTerms: z.boolean().default(true),
  newTerms: z.boolean().default(true),
  /** Terms that existed when the rule was last saved; any other one is new and follows `newTerms`. */
  known: z.array(z.string().min(1).max(64)).max(1000),
});

/**
 * What becomes of a message when the books cannot give one of its files (E24). `wait`: it is tried again until they can; `stop`: it is
 * called off, and a person is told.
 */
export const MissingPdf = z.enum(['wait', 'send-without', 'stop']);
export type MissingPdf = z.infer<typeof MissingPdf>;

export const EmailSettings = z.object({
  attachPdf: z.boolean().default(true),
  attachMarkedFiles: z.boolean().default(false),
  /** Looked at for the PDF and for marked files alike. */
  missingPdf: MissingPdf.default('wait'),
  cc: z.array(address).max(20),
  bcc: z.array(address).max(20),
});

/** Steps that were reached while nothing could leave: an outage, a holiday, a rule saved later (product.md 4, idea 14; E43). */
export const MissedSteps = z.object({
  /** `never`: only on its own day; `newest`: the newest step reached, older ones are passed over; `all`: the oldest unsent first. */
  mode: z.enum(['never', 'newest', 'all']).default('newest'),
  /** A step reached longer ago than so many days is not made up for; null: no limit. */
  maxDays: z.number().int().min(0).max(999).nullable().default(null),
});

/**
 * A step that falls on a day without sending (E41): `after` waits for the next sending day, `before` goes out on the one before it, `send`
 * leaves all the same. `usual`: before for messages ahead of the due date, after for all others.
 */
export const WeekendShift = z.enum(['usual', 'after', 'before', 'send']);
export type WeekendShift = z.infer<typeof WeekendShift>;

const currencyAmounts = z.partialRecord(currency, z.number().int().min(0));

/** Everything a user sets on a rule and saves as one version. */
export const RuleSettings = z
  .object({
    name: z.string().trim().min(1).max(120),
    type: z.enum(ruleTypes),
    /** Looked at for type `due` only. */
    condition: z.enum(conditions).default('overdue'),
    /** Of a new invoice exactly one: there is one piece of news to tell. */
    steps: z.array(Step).min(1).max(20),
    customers: CustomerFilter,
    memo: MemoFilter,
    createdBefore: CreatedBeforeFilter,
    terms: TermFilter,
    /** BJ-14 to BJ-16. */
    autopay: z.enum(['any', 'on', 'off']).default('any'),
    /** Least open amount that is written about, in minor units per currency; the amount itself is written about (E6). */
    minimum: currencyAmounts.default({}),
    /** ISO 4217; empty: all. */
    currencies: z.array(currency).max(50).default([]),
    /** Languages of customers; empty: all. */
    languages: z.array(z.enum(languages)).default([]),
    email: EmailSettings,
    /** Several invoices of one customer in one message (product.md 4, idea 5). */
    bundle: z.boolean().default(true),
    weekend: WeekendShift.default('usual'),
    missed: MissedSteps.prefault({}),
    /** After the last step a person takes over (product.md 4, idea 25). */
    afterLast: z.enum(['task', 'nothing']).default('task'),
  })
  .superRefine((rule, context) => {
    const problem = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path });
    const places = rule.steps.map(placeIn(rule.type));
    rule.steps.forEach((step, index) => {
      if (places.indexOf(places[index] ?? 0) !== index)
        problem('day-twice', 'steps', index, 'days');
      if (rule.type === 'summary' && (step.days < 1 || step.days > LAST_DAY))
        problem('no-day-of-month', 'steps', index, 'days');
    });
    if (rule.type === 'new_invoice' && rule.steps.length > 1) problem('one-step-only', 'steps');
    if (rule.customers.mode === 'only' && rule.customers.customerIds.length === 0)
      problem('no-customer-chosen', 'customers', 'customerIds');
    if (rule.memo.mode !== 'off' && rule.memo.token === '') problem('empty-token', 'memo', 'token');
  });
export type RuleSettings = z.infer<typeof RuleSettings>;

/** What makes two steps of a rule one and the same day; of a new invoice the minutes count. */
export function placeIn(type: RuleType): (step: Pick<Step, 'days' | 'afterMinutes'>) => number {
  return (step) => (type === 'new_invoice' ? step.afterMinutes : step.days);
}

export function classOf({
  type,
  condition,
}: Pick<RuleSettings, 'type' | 'condition'>): ReminderClass {
  return type === 'due' ? condition : type;
}

/**
 * Settings as they were stored, perhaps by a version that did not know all of today's: what is missing gets its usual value. Settings that
 * cannot be read are left as they are; a rule made of them is not usable and never fires.
 */
export function readSettings(stored: RuleSettings): RuleSettings {
  const read = RuleSettings.safeParse(stored);
  return read.success ? read.data : stored;
}
