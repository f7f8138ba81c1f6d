import { z } from 'zod';
import { differenceFields } from '../rules/differences.ts';
import { findingCodes, sections, severities } from '../rules/lint/finding.ts';
import { languages, RuleSettings } from '../rules/rule.ts';
import { Day, Instant, MoneyJson, PageQuery, pageOf, Version } from './common.ts';
import { GateJson } from './invoices.ts';

export const RuleJson = z.object({
  id: z.string(),
  version: Version,
  enabled: z.boolean(),
  settings: RuleSettings,
  changedAt: Instant,
  changedBy: z.string(),
});
export type RuleJson = z.infer<typeof RuleJson>;

/** One thing that the linter found; `domain/rules/lint/sentences.ts` has the words. */
export const FindingJson = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  /** Null: it is about all rules together. */
  ruleId: z.string().nullable(),
  ruleName: z.string().nullable(),
  otherId: z.string().nullable(),
  section: z.enum(sections).nullable(),
  field: z.string().nullable(),
  saw: GateJson.shape.saw,
});
export type FindingJson = z.infer<typeof FindingJson>;
export const RuleCheck = z.object({ findings: z.array(FindingJson) });

export const RuleRow = RuleJson.extend({
  matches: z.object({ customers: z.number().int(), invoices: z.number().int() }),
  nextSendOn: Day.nullable(),
  /** Errors and warnings of the linter; notes are left out. */
  warnings: z.number().int(),
});
/** Rules in order of priority. `countedAt`: a large organisation's matches may be some minutes old. */
export const RulePage = z.object({ rows: z.array(RuleRow), countedAt: Instant, next: z.null() });

export const RuleCreate = z.object({ enabled: z.boolean(), settings: RuleSettings });
export const RulePut = RuleCreate.extend({ version: Version });
/** Answer to every change: what became of the queue (E46). Null in a large organisation, whose queue is planned again in the background. */
export const RuleSaved = z.object({
  rule: RuleJson,
  replanned: z
    .object({ stay: z.number().int(), dropped: z.number().int(), added: z.number().int() })
    .nullable(),
});
/** A new place in the order of priority: one up or down, or counted from 1. */
export const RulePositionPut = z.object({
  to: z.union([z.enum(['up', 'down']), z.number().int().min(1).max(10_000)]),
});
export const RulePlace = z.object({ place: z.number().int(), of: z.number().int() });

/** `wasEnabled` is what an undo gives back. */
export const RuleDeleted = z.object({ dropped: z.number().int(), wasEnabled: z.boolean() });
export const RuleRestore = z.object({ enabled: z.boolean() });
export const DeletedRule = z.object({
  id: z.string(),
  name: z.string(),
  type: RuleSettings.shape.type,
  condition: RuleSettings.shape.condition,
  deletedAt: Instant,
  deletedBy: z.string(),
  /** Until when it can be brought back. */
  keptUntil: Instant,
});
export const DeletedRules = z.object({ rows: z.array(DeletedRule) });

const DifferenceValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
]);
export const VersionQuery = PageQuery.pick({ cursor: true }).extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const RuleVersion = z.object({
  version: Version,
  enabled: z.boolean(),
  changedAt: Instant,
  changedBy: z.string(),
  /** Against the version before it; null for the first one. */
  differences: z
    .array(
      z.object({
        field: z.enum(differenceFields),
        stepDays: z.number().int().nullable(),
        before: DifferenceValue,
        after: DifferenceValue,
      }),
    )
    .nullable(),
});
export type RuleVersion = z.infer<typeof RuleVersion>;
export const RuleVersions = pageOf(RuleVersion);
/** `version` is the newest one that the reader knows (ux 6.3). */
export const VersionRestore = z.object({ version: Version });

export const RuleEnabledPut = z.object({ enabled: z.boolean(), version: Version });

/** A draft to be tried before anything leaves. `ruleId` names the live rule it would replace, whose history then counts. */
export const RulePreviewRequest = z.object({
  ruleId: z.string().nullable(),
  settings: RuleSettings,
});

export const PreviewMessage = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  open: MoneyJson,
  onDate: Day,
  days: z.number().int(),
  templateId: z.string(),
  language: z.enum(languages),
  recipients: z.array(z.string()),
});
export type PreviewMessage = z.infer<typeof PreviewMessage>;

export const PreviewExcluded = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  open: MoneyJson,
  kind: z.enum(['skip', 'hold']),
  /** The gate that decided, with what it saw. */
  gate: GateJson,
});
export type PreviewExcluded = z.infer<typeof PreviewExcluded>;

/** What leaves on one day. */
export const SendDay = z.object({
  on: Day,
  customers: z.number().int(),
  invoices: z.number().int(),
  amounts: z.array(MoneyJson),
});
export type SendDay = z.infer<typeof SendDay>;

/** Same decisions as the real send, as if rule and master switch were on. Lists are cut at 200 rows; totals are whole. */
export const RulePreview = z.object({
  todayOn: Day,
  matches: z.object({ customers: z.number().int(), invoices: z.number().int() }),
  /** Leave on the next run. */
  dueNow: z.array(PreviewMessage),
  /** Leave later, by day. */
  later: z.array(PreviewMessage),
  excluded: z.array(PreviewExcluded),
  /** The next days on which something leaves, at most five; counts are whole. */
  days: z.array(SendDay),
  /** Invoices of the last twelve months whose memo holds the token; null while the memo filter is off. */
  memo: z.object({ matches: z.number().int(), of: z.number().int() }).nullable(),
  /** What the linter says about this draft among the other rules. */
  findings: z.array(FindingJson),
  totals: z.object({
    dueNow: z.number().int(),
    later: z.number().int(),
    excluded: z.number().int(),
  }),
});
export type RulePreview = z.infer<typeof RulePreview>;

export const RuleLookupQuery = z.object({ customer: z.string().min(1).max(64) });
export const LookupInvoice = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  open: MoneyJson,
  /** Day of the message that the rule is going to send; null when it is going to send none. */
  onDate: Day.nullable(),
  days: z.number().int().nullable(),
  /** What stands in the way; null when nothing does. */
  gate: GateJson.nullable(),
});
export type LookupInvoice = z.infer<typeof LookupInvoice>;
export const LookupRow = z.object({
  ruleId: z.string(),
  ruleName: z.string(),
  type: RuleSettings.shape.type,
  condition: RuleSettings.shape.condition,
  applies: z.enum(['yes', 'later', 'no']),
  /** Null when it applies, and when the customer has no open invoice. */
  gate: GateJson.nullable(),
  next: z.object({ onDate: Day, days: z.number().int(), stepNumber: z.number().int() }).nullable(),
  touched: z.number().int(),
  /** At most 50. */
  invoices: z.array(LookupInvoice),
});
export type LookupRow = z.infer<typeof LookupRow>;
/** BJ-22: all rules for one customer, in order of priority, those that apply first. */
export const RuleLookup = z.object({
  customer: z.object({ id: z.string(), name: z.string() }),
  openInvoices: z.number().int(),
  /** What stops all rules at once, such as the master switch. */
  stopped: GateJson.nullable(),
  rows: z.array(LookupRow),
  /** When no rule applies: the rule that is nearest to it, with what would have to change. */
  nearest: z.object({ ruleId: z.string(), ruleName: z.string(), gate: GateJson }).nullable(),
});

export const CustomerQuery = PageQuery.extend({ ids: z.string().max(20_000).optional() });
export const CustomerRow = z.object({
  id: z.string(),
  name: z.string(),
  fullName: z.string(),
  email: z.string().nullable(),
  active: z.boolean(),
  language: z.enum(languages).nullable(),
  /** Null follows the organisation’s default (BJ-16). */
  autopay: z.boolean().nullable(),
  openInvoices: z.number().int(),
});
export const CustomerPage = pageOf(CustomerRow);
export const CustomerLanguagePut = z.object({ language: z.enum(languages).nullable() });
export const CustomerAutopayPut = z.object({ autopay: z.boolean().nullable() });

export const TermRow = z.object({
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  openInvoices: z.number().int(),
});
export const TermList = z.object({ terms: z.array(TermRow), withoutTerms: z.number().int() });
