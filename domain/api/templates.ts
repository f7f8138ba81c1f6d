import { z } from 'zod';
import { languages } from '../rules/rule.ts';
import { templateKinds } from '../templates/template.ts';
import { Instant, PageQuery, pageOf, Version } from './common.ts';

export const MAX_TEMPLATE_NAME = 120;
const MAX_SENT_CHARACTERS = 200_000;

const TemplateName = z.string().trim().min(1).max(MAX_TEMPLATE_NAME);
/** Longer than may be saved, so that the check can say so in its own words. */
const TemplateTextJson = z.object({
  subject: z.string().max(5_000),
  body: z.string().max(MAX_SENT_CHARACTERS),
});
/** A language that is absent is not written yet. */
const TemplateTextsJson = z.object({
  en: TemplateTextJson.optional(),
  fr: TemplateTextJson.optional(),
});

/** What a rule can choose from, the own ones included. */
export const TemplateChoice = z.object({
  id: z.string(),
  kind: z.enum(templateKinds),
  builtIn: z.boolean(),
  name: z.object({ en: z.string(), fr: z.string() }),
  languages: z.array(z.enum(languages)),
});
export const TemplateChoices = z.array(TemplateChoice);

export const TemplateListQuery = PageQuery.extend({
  kind: z.enum(templateKinds).optional(),
  /** Only those that have no text in it yet. */
  missing: z.enum(languages).optional(),
  owner: z.enum(['built-in', 'own']).optional(),
});
export const TemplateRow = TemplateChoice.extend({
  usedBy: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Invoices that Dunlin sends leave with it. */
  sendsInvoices: z.boolean(),
  /** Null for a built-in one, which never changes. */
  changedAt: Instant.nullable(),
  changedBy: z.string().nullable(),
});
export type TemplateRow = z.infer<typeof TemplateRow>;
export const TemplatePage = pageOf(TemplateRow);

/** Something found in a text. Errors keep it from being saved, warnings do not. */
export const TemplateCheck = z.object({
  language: z.enum(languages),
  part: z.enum(['subject', 'body']),
  code: z.enum([
    'missing',
    'missing-language',
    'syntax',
    'unknown-field',
    'fails',
    'table-in-subject',
    'too-large',
    'image-without-text',
  ]),
  severity: z.enum(['error', 'warning']),
  /** From 1; null when it has no place. */
  line: z.number().int().nullable(),
  detail: z.string(),
});
export type TemplateCheck = z.infer<typeof TemplateCheck>;

export const TemplateJson = TemplateRow.extend({
  version: Version,
  texts: TemplateTextsJson,
  /** The built-in one that it was made from, to compare with. */
  basedOn: z.string().nullable(),
  checks: z.array(TemplateCheck),
});
export type TemplateJson = z.infer<typeof TemplateJson>;

/** A copy of another one, built in or own, or a blank one of a kind. */
export const TemplateCreate = z.object({
  name: TemplateName,
  from: z.string().max(64).nullable(),
  kind: z.enum(templateKinds),
});
export const TemplatePut = z.object({
  name: TemplateName,
  texts: TemplateTextsJson,
  version: Version,
});
export type TemplatePut = z.infer<typeof TemplatePut>;

export const MessagePreviewQuery = z.object({
  template: z.string().max(64),
  language: z.enum(languages),
  /** A real invoice; without one the most overdue. */
  invoice: z.string().max(64).optional(),
});
export const MessagePreview = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  language: z.enum(languages),
  invoiceNumber: z.string().nullable(),
  customerName: z.string().nullable(),
});

/** Texts that need not be saved, on real invoices. */
export const TextPreviewRequest = z.object({
  /** Its kind counts, and which rules use it. */
  template: z.string().max(64),
  language: z.enum(languages),
  texts: TemplateTextsJson,
  /** A real invoice; without one a recent overdue one. */
  invoice: z.string().max(64).nullable(),
  /** All invoices of its customer that would stand in one message with it. */
  bundle: z.boolean(),
});
export const TextPreview = z.object({
  /** Null when the text has errors, which `checks` lists, or there is no invoice to show it with. */
  message: MessagePreview.extend({
    invoiceId: z.string(),
    invoices: z.number().int(),
  }).nullable(),
  checks: z.array(TemplateCheck),
});
export type TextPreview = z.infer<typeof TextPreview>;

export const TestSendRequest = TextPreviewRequest.extend({
  /** Null is the signed-in person; else an address of the organisation's own domain. */
  to: z.email().max(254).nullable(),
  /** New for each click; the same one twice sends one message. */
  key: z.uuid(),
});
export const TestSent = z.object({ to: z.string() });
