import { z } from 'zod';
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

export const RuleRow = RuleJson.extend({
  matches: z.object({ customers: z.number().int(), invoices: z.number().int() }),
  nextSendOn: Day.nullable(),
});
export const RulePage = z.object({ rows: z.array(RuleRow), next: z.null() });

export const RuleCreate = z.object({ enabled: z.boolean(), settings: RuleSettings });
export const RulePut = RuleCreate.extend({ version: Version });
/** Answer to every change: what became of the queue (E46). Null in a large organisation, whose queue is planned again in the background. */
export const RuleSaved = z.object({
  rule: RuleJson,
  replanned: z
    .object({ stay: z.number().int(), dropped: z.number().int(), added: z.number().int() })
    .nullable(),
});
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

/** Same decisions as the real send, as if rule and master switch were on. Lists are cut at 200 rows; totals are whole. */
export const RulePreview = z.object({
  todayOn: Day,
  matches: z.object({ customers: z.number().int(), invoices: z.number().int() }),
  /** Leave on the next run. */
  dueNow: z.array(PreviewMessage),
  /** Leave later, by day. */
  later: z.array(PreviewMessage),
  excluded: z.array(PreviewExcluded),
  totals: z.object({
    dueNow: z.number().int(),
    later: z.number().int(),
    excluded: z.number().int(),
  }),
});
export type RulePreview = z.infer<typeof RulePreview>;

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
