import { z } from 'zod';
import { gateNames } from '../gates/gate.ts';
import { languages } from '../rules/rule.ts';
import { Day, Instant, PageQuery, pageOf } from './common.ts';

export const InvoiceListQuery = PageQuery.extend({
  status: z.enum(['all', 'to-send', 'due', 'overdue', 'paid', 'void']).default('all'),
  customer: z.string().max(64).optional(),
  sort: z
    .enum(['due', '-due', 'issued', '-issued', 'open', '-open', 'number', '-number'])
    .default('due'),
});

export const InvoiceRow = z.object({
  id: z.string(),
  number: z.string().nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  documentOn: Day,
  dueOn: Day.nullable(),
  daysLate: z.number().int(),
  currency: z.string().nullable(),
  totalMinor: z.number().int(),
  openMinor: z.number().int(),
  status: z.enum(['to-send', 'due', 'overdue', 'paid', 'void', 'deleted']),
  termName: z.string().nullable(),
  memoOnInvoice: z.string(),
  memoOnStatement: z.string(),
  hasEmail: z.boolean(),
  lastContact: z.object({ at: Instant, days: z.number().int() }).nullable(),
  nextContactOn: Day.nullable(),
});
export type InvoiceRow = z.infer<typeof InvoiceRow>;

export const InvoicePage = pageOf(InvoiceRow).extend({
  counts: z.object({
    all: z.number().int(),
    'to-send': z.number().int(),
    due: z.number().int(),
    overdue: z.number().int(),
    paid: z.number().int(),
    void: z.number().int(),
  }),
});

/** Invoices by id, or all that wait under a search of the list; exactly one of the two. */
export const MarkSentPost = z
  .object({
    ids: z.array(z.string().max(64)).min(1).max(1000).optional(),
    all: InvoiceListQuery.pick({ q: true, customer: true }).optional(),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    message: 'ids-or-all',
    path: ['ids'],
  });

/** What became of them (UF-14). Those that did not wait any more are not among them. */
export const MarkedSent = z.object({
  due: z.number().int(),
  overdue: z.number().int(),
  paid: z.number().int(),
});
export type MarkedSent = z.infer<typeof MarkedSent>;

export const DeliveryState = z.enum([
  'planned',
  'claimed',
  'sent',
  'refused',
  'unknown',
  'cancelled',
]);

export const EvidenceJson = z.object({
  kind: z.string(),
  at: Instant,
  raw: z.string(),
  /** Who says so: the provider, or `person`. */
  source: z.string(),
  /** Whose copy it is about; null: the message's as a whole. */
  address: z.string().nullable(),
});

/** An address to which nothing is sent any more. */
export const SuppressedJson = z.object({
  /** In small letters. */
  address: z.string(),
  /** The kind of report that caused it. */
  reason: z.string(),
  since: Instant,
  /** A member allowed it again, and the mail provider has not taken it off its own lists yet. */
  asked: z.boolean(),
});
export type SuppressedJson = z.infer<typeof SuppressedJson>;

export const DeliveryJson = z.object({
  id: z.string(),
  channel: z.string(),
  state: DeliveryState,
  /** Why it is where it is: gate or provider code; empty when nothing to say. */
  reason: z.string(),
  /** `invoice`: no reminder, but the invoice itself; it has no rule. */
  purpose: z.enum(['reminder', 'invoice']),
  ruleName: z.string(),
  ruleVersion: z.number().int().nullable(),
  days: z.number().int(),
  plannedOn: Day,
  sentAt: Instant.nullable(),
  /** When it was handed to the provider; null while it has not been. */
  calledAt: Instant.nullable(),
  recipients: z.array(z.string()),
  /** Those of the recipients to which nothing is sent any more. */
  suppressed: z.array(SuppressedJson),
  subject: z.string().nullable(),
  messageId: z.string().nullable(),
  provider: z.string().nullable(),
  /** What the provider calls the message. */
  providerId: z.string().nullable(),
  attachments: z.array(
    z.object({ fileName: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
  ),
  evidence: z.array(EvidenceJson),
});
export type DeliveryJson = z.infer<typeof DeliveryJson>;

export const DeliveryResolve = z.object({ hasLeft: z.boolean() });

export const InvoiceJson = InvoiceRow.extend({
  email: z.string().nullable(),
  customerEmail: z.string().nullable(),
  /** Those addresses of the invoice, its customer and the parent who is billed instead to which nothing is sent any more. */
  suppressed: z.array(SuppressedJson),
  customerLanguage: z.enum(languages).nullable(),
  customerAutopay: z.boolean().nullable(),
  booksUpdatedAt: Instant,
  sentState: z.string(),
  deliveries: z.array(DeliveryJson),
});
export type InvoiceJson = z.infer<typeof InvoiceJson>;

export const GateJson = z.object({
  gate: z.enum(gateNames),
  verdict: z.enum(['pass', 'skip', 'hold']),
  reason: z.string(),
  saw: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
  ),
  untilOn: Day.optional(),
});

/** The why panel (ux 4.7): one entry per rule. */
export const WhyJson = z.object({
  rules: z.array(
    z.object({
      ruleId: z.string(),
      ruleName: z.string(),
      ruleVersion: z.number().int(),
      kind: z.enum(['pass', 'skip', 'hold']),
      decidedBy: z.enum(gateNames).nullable(),
      stepDays: z.number().int().nullable(),
      stepOn: Day.nullable(),
      nextOn: Day.nullable(),
      recipients: z.array(z.string()),
      gates: z.array(GateJson),
    }),
  ),
});
export type WhyJson = z.infer<typeof WhyJson>;

/** One line of history, of an invoice or of the whole organisation. `kind` has a sentence in the catalogue, filled from `detail`. */
export const ActivityJson = z.object({
  id: z.string(),
  at: Instant,
  kind: z.string(),
  actor: z.object({ kind: z.enum(['person', 'rule', 'books', 'dunlin']), name: z.string() }),
  invoiceId: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  deliveryId: z.string().nullable(),
  detail: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
  ),
});
export type ActivityJson = z.infer<typeof ActivityJson>;

export const ActivityQuery = PageQuery.extend({
  kind: z.string().max(60).optional(),
  invoice: z.string().max(64).optional(),
});
export const ActivityPage = pageOf(ActivityJson);

/** Messages may go to this address again. `wanted`: its reader had asked for no more, and has told the member that they changed their mind. */
export const SuppressionLift = z.object({
  address: z.string().min(1).max(320),
  wanted: z.boolean().default(false),
});
