import type { QueryOf } from '../../domain/api/endpoints.ts';
import { templateKinds } from '../../domain/templates/template.ts';

type InvoiceQuery = NonNullable<QueryOf<'GET /o/:org/invoices'>>;
export type InvoiceStatus = NonNullable<InvoiceQuery['status']>;
export type InvoiceSort = NonNullable<InvoiceQuery['sort']>;

const statuses: readonly InvoiceStatus[] = ['all', 'to-send', 'due', 'overdue', 'paid', 'void'];
const sorts: readonly InvoiceSort[] = [
  'due',
  '-due',
  'issued',
  '-issued',
  'open',
  '-open',
  'number',
  '-number',
];
const invoiceTabs = ['timeline', 'why', 'delivery', 'document'] as const;
export type InvoiceTab = (typeof invoiceTabs)[number];

export interface InvoicesSearch {
  status?: InvoiceStatus | undefined;
  q?: string | undefined;
  customer?: string | undefined;
  sort?: InvoiceSort | undefined;
}

type Raw = Record<string, unknown>;

/*
 * Search parameters by hand instead of by schema: the schema library would be a tenth of the first download. Unknown or broken values
 * fall back to the default and defaults are left out of the address (ux 3.1).
 */
export function invoicesSearch(raw: Raw): InvoicesSearch {
  return defined({
    status: oneOf(statuses, raw['status'], 'all'),
    q: words(raw['q']),
    customer: words(raw['customer']),
    sort: oneOf(sorts, raw['sort'], 'due'),
  });
}

export function invoiceSearch(raw: Raw): { tab?: InvoiceTab } {
  return defined({ tab: oneOf(invoiceTabs, raw['tab'], 'timeline') });
}

type UpcomingQuery = NonNullable<QueryOf<'GET /o/:org/upcoming'>>;
/** Numbers, because the router writes a text of digits with quotes. */
const spans = [7, 30, 90] as const;
export interface UpcomingSearch extends Partial<
  Pick<UpcomingQuery, 'as_of' | 'q' | 'customer' | 'rule' | 'reminders'>
> {
  days?: (typeof spans)[number] | undefined;
}

export function upcomingSearch(raw: Raw): UpcomingSearch {
  const asOf = words(raw['as_of']);
  return defined({
    days: oneOf(spans, Number(raw['days']), 7),
    as_of: asOf !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? asOf : undefined,
    q: words(raw['q']),
    customer: words(raw['customer']),
    rule: words(raw['rule']),
    reminders: oneOf(['as-set', 'on'] as const, raw['reminders'], 'as-set'),
  });
}

export function activitySearch(raw: Raw): { q?: string | undefined; kind?: string | undefined } {
  return defined({ q: words(raw['q']), kind: words(raw['kind']) });
}

type RunQuery = NonNullable<QueryOf<'GET /o/:org/sync/runs'>>;
const runTypes = ['import', 'sweep', 'check'] as const;
const runStates = ['running', 'waiting', 'done', 'failed'] as const;

export function syncSearch(raw: Raw): Pick<RunQuery, 'type' | 'state'> {
  return defined({
    type: oneOf(runTypes, raw['type'], undefined),
    state: oneOf(runStates, raw['state'], undefined),
  });
}

type WriteBackQuery = NonNullable<QueryOf<'GET /o/:org/write-backs'>>;
const writeBackStates = ['waiting', 'done', 'dropped', 'failed'] as const;

/** Filters of the log of changes in the books, which stands below the settings of writing there. */
export function settingsSearch(raw: Raw): Pick<WriteBackQuery, 'q' | 'state'> {
  return defined({
    q: words(raw['q']),
    state: oneOf(writeBackStates, raw['state'], undefined),
  });
}

type SilenceQuery = NonNullable<QueryOf<'GET /o/:org/silences'>>;
const silenceKinds = ['organisation', 'customer', 'invoice', 'promise', 'dispute'] as const;

export function mutedSearch(raw: Raw): Pick<SilenceQuery, 'q' | 'kind'> {
  return defined({ q: words(raw['q']), kind: oneOf(silenceKinds, raw['kind'], undefined) });
}

type TaskQuery = NonNullable<QueryOf<'GET /o/:org/tasks'>>;
const taskKinds = [
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

export function tasksSearch(raw: Raw): Pick<TaskQuery, 'q' | 'state' | 'kind'> {
  return defined({
    q: words(raw['q']),
    state: oneOf(['open', 'done'] as const, raw['state'], 'open'),
    kind: oneOf(taskKinds, raw['kind'], undefined),
  });
}

export function choiceSearch(raw: Raw): { choice?: string } {
  return defined({ choice: words(raw['choice']) });
}

export function problemSearch(raw: Raw): { code?: string; books?: string } {
  return defined({ code: words(raw['code']), books: words(raw['books']) });
}

const rulePresets = ['overdue', 'coming-due', 'new-invoice', 'summary'] as const;
const ruleTypes = ['due', 'new_invoice', 'summary'] as const;
const ruleStates = ['on', 'off', 'warnings'] as const;
const ruleTabs = ['edit', 'history'] as const;
export type RuleTab = (typeof ruleTabs)[number];

export function newRuleSearch(raw: Raw): { preset?: (typeof rulePresets)[number] } {
  return defined({ preset: oneOf(rulePresets, raw['preset'], undefined) });
}

export interface RulesSearch {
  q?: string | undefined;
  type?: (typeof ruleTypes)[number] | undefined;
  state?: (typeof ruleStates)[number] | undefined;
  /** Customer of the lookup below the list. */
  customer?: string | undefined;
  /** The linter's findings are shown. */
  check?: true | undefined;
  /** Rule that was just saved: its row stands out. */
  saved?: string | undefined;
}

export function rulesSearch(raw: Raw): RulesSearch {
  return defined({
    q: words(raw['q']),
    type: oneOf(ruleTypes, raw['type'], undefined),
    state: oneOf(ruleStates, raw['state'], undefined),
    customer: words(raw['customer']),
    check: raw['check'] === true ? (true as const) : undefined,
    saved: words(raw['saved']),
  });
}

export function ruleSearch(raw: Raw): { tab?: RuleTab } {
  return defined({ tab: oneOf(ruleTabs, raw['tab'], 'edit') });
}

export function lookupSearch(raw: Raw): { customer?: string | undefined } {
  return defined({ customer: words(raw['customer']) });
}

type TemplateQuery = NonNullable<QueryOf<'GET /o/:org/templates'>>;
const languages = ['en', 'fr'] as const;

export function templatesSearch(raw: Raw): Pick<TemplateQuery, 'q' | 'kind' | 'missing' | 'owner'> {
  return defined({
    q: words(raw['q']),
    kind: oneOf(templateKinds, raw['kind'], undefined),
    missing: oneOf(languages, raw['missing'], undefined),
    owner: oneOf(['built-in', 'own'] as const, raw['owner'], undefined),
  });
}

/** The language whose text is open; without one, the reader's. */
export function templateSearch(raw: Raw): { lang?: 'en' | 'fr' } {
  return defined({ lang: oneOf(languages, raw['lang'], undefined) });
}

function oneOf<Value>(
  allowed: readonly Value[],
  value: unknown,
  fallback: Value | undefined,
): Value | undefined {
  const found = allowed.find((one) => one === value);
  return found === fallback ? undefined : found;
}

/** The router reads `q=42` as a number; for us every parameter is text. */
function words(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
}

type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
