import type { Language } from '../rules/rule.ts';

/** Everything a template may name, in one place and typed. Values are formatted for the language before they get here. */
export interface MergeFields {
  customer: { name: string };
  company: { name: string; email: string };
  invoice: {
    number: string;
    issued_on: string;
    due_on: string;
    total: string;
    /** Without what is in dispute. */
    open: string;
    paid: string;
    /** True when part of the total was settled (E1). */
    part_paid: boolean;
    is_paid: boolean;
    days_late: number;
    days_until_due: number;
    memo: string;
  };
  /** All invoices of the message; `invoice` above is the one that leads it. They are in one currency (E7). */
  invoices: {
    count: number;
    is_one: boolean;
    open: string;
    /** Of those whose due date has passed. */
    overdue: string;
    overdue_count: number;
    oldest_days_late: number;
    /** What of them is in dispute; `open` and `overdue` are without it. */
    disputed: string;
    has_disputed: boolean;
    /** `open`, or less when the customer's credit is set off: never more than the whole account owes. */
    asked: string;
    /** The PDF of every invoice is attached; false when a rule attaches none, or one could not be had (E24). */
    has_pdf: boolean;
    /** The only field that becomes HTML: a table that we make, of values that are escaped like any other. */
    table: InvoiceLine[];
  };
  /** What the customer owes less what it is owed, in the currency of the message (E4). */
  account: {
    credit: string;
    net: string;
    has_credit: boolean;
    /** True when the organisation chases the net (product.md 4, idea 9) and there is a credit. */
    is_set_off: boolean;
  };
}

/** One row of the table of invoices, formatted for its reader. */
export interface InvoiceLine {
  number: string;
  issued_on: string;
  due_on: string;
  /** Zero when it is not late. */
  days_late: number;
  open: string;
}

export interface TemplateText {
  subject: string;
  /** Liquid over HTML; the layout around it is ours. */
  body: string;
}

/** A language that is absent is not written yet. */
export type TemplateTexts = Partial<Record<Language, TemplateText>>;

/** What a message made of it is about. */
export const templateKinds = [
  'reminder',
  'coming-due',
  'new_invoice',
  'summary',
  'invoice',
] as const;
export type TemplateKind = (typeof templateKinds)[number];

export interface Template {
  id: string;
  kind: TemplateKind;
  builtIn: boolean;
  name: Record<Language, string>;
  texts: TemplateTexts;
}

export interface RenderedMessage {
  subject: string;
  html: string;
  text: string;
  language: Language;
}

/** Ids of the templates that come with Dunlin, named by rules. They never change and are never used again for something else. */
export const builtInIds = [
  'friendly',
  'second',
  'final',
  'coming-due',
  'new-invoice',
  'summary',
  'invoice',
] as const;
export type BuiltInId = (typeof builtInIds)[number];
