import { z } from 'zod';
import { isLocalDate } from '../local-date.ts';

export const conditions = ['overdue', 'coming_due'] as const;
export type Condition = (typeof conditions)[number];
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

const localDate = z.string().refine(isLocalDate, { message: 'not a date' });
const address = z.string().trim().max(254).pipe(z.email());

/** One rule day (BJ-7): days after (overdue) or before (coming due) the due date, and the template it sends. */
export const Step = z.object({
  /** Survives edits, so a changed number of days is still the same step (E46). */
  id: z.uuid(),
  days: z.number().int().min(0).max(999),
  templateId: z.string().min(1).max(64),
  /** `customer`: the customer's language, else the organisation's (E35). */
  language: z.enum(['customer', ...languages]).default('customer'),
});
export type Step = z.infer<typeof Step>;

/** Which customers (BJ-9): exactly one of the two modes. */
export const CustomerFilter = z.object({
  mode: z.enum(['only', 'except']),
  customerIds: z.array(z.string().min(1).max(64)).max(10_000),
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

export const EmailSettings = z.object({
  attachPdf: z.boolean().default(true),
  attachMarkedFiles: z.boolean().default(false),
  cc: z.array(address).max(20),
  bcc: z.array(address).max(20),
});

/** Everything a user sets on a rule and saves as one version. */
export const RuleSettings = z
  .object({
    name: z.string().trim().min(1).max(120),
    type: z.literal('due'),
    condition: z.enum(conditions),
    steps: z.array(Step).min(1).max(20),
    customers: CustomerFilter,
    memo: MemoFilter,
    createdBefore: CreatedBeforeFilter,
    terms: TermFilter,
    email: EmailSettings,
  })
  .superRefine((rule, context) => {
    const days = rule.steps.map((step) => step.days);
    rule.steps.forEach((step, index) => {
      if (days.indexOf(step.days) !== index)
        context.addIssue({ code: 'custom', message: 'day-twice', path: ['steps', index, 'days'] });
    });
    if (rule.customers.mode === 'only' && rule.customers.customerIds.length === 0)
      context.addIssue({
        code: 'custom',
        message: 'no-customer-chosen',
        path: ['customers', 'customerIds'],
      });
    if (rule.memo.mode !== 'off' && rule.memo.token === '')
      context.addIssue({ code: 'custom', message: 'empty-token', path: ['memo', 'token'] });
  });
export type RuleSettings = z.infer<typeof RuleSettings>;
