import { Bug } from '../../domain/errors.ts';
import type { Customer, Invoice } from '../../domain/invoice/invoice.ts';
import type { NetPosition } from '../../domain/invoice/money-received.ts';
import { daysBetween, type LocalDate } from '../../domain/local-date.ts';
import { formatMoney } from '../../domain/money.ts';
import type { Language } from '../../domain/rules/rule.ts';
import type { InvoiceLine, MergeFields } from '../../domain/templates/template.ts';

export interface FieldSources {
  /** At least one, in one currency; the first leads the message. */
  invoices: MessageInvoice[];
  customer: Pick<Customer, 'name'> | null;
  /** What the customer owes and is owed in that currency; null when nothing is owed to it. */
  position: NetPosition | null;
  /** The organisation chases what is left after the credit. */
  setsOff: boolean;
  company: { name: string; email: string };
  /** Language of the message, and with it of amounts and dates (E35). */
  language: Language;
  /** ISO 3166 country of the organisation: "1 200,00 $" in Canada, "1 200,00 $CA" in France. */
  country?: string | null | undefined;
  todayOn: LocalDate;
  /** The PDF of every invoice is attached; absent: it is not. */
  hasPdf?: boolean | undefined;
}

export interface MessageInvoice extends Invoice {
  /** What of the open amount is in dispute, and not asked for. */
  disputedMinor: number;
}

/** How values are written for one reader. */
interface Reader {
  language: Language;
  locale: string;
  currency: string | null;
  todayOn: LocalDate;
}

const none = '–';
const withoutNumber: Record<Language, string> = { en: 'without number', fr: 'sans numéro' };

/**
 * The values of a message as its reader sees them. What the books left out becomes a dash, never a crash. Throws Bug for no invoice, and
 * for invoices of two currencies, whose amounts are never added (E7).
 */
export function mergeFieldsOf(sources: FieldSources): MergeFields {
  const { invoices, customer, company, language, country, todayOn } = sources;
  const [lead] = invoices;
  if (!lead) throw new Bug('message.no-invoice', 'a message is about at least one invoice');
  if (invoices.some(({ currency }) => currency !== lead.currency))
    throw new Bug('message.two-currencies', 'a message is about invoices of one currency');
  const reader = {
    language,
    locale: localeOf(language, country),
    currency: lead.currency,
    todayOn,
  };
  return {
    customer: { name: customer?.name ?? none },
    company: { name: company.name, email: company.email },
    invoice: toInvoiceFields(lead, reader),
    invoices: toSums(sources, reader),
    account: toAccount(sources, reader),
  };
}

function toInvoiceFields(invoice: MessageInvoice, reader: Reader): MergeFields['invoice'] {
  const { number, openMinor, totalMinor, state } = invoice;
  return {
    number: number ?? withoutNumber[reader.language],
    issued_on: toDay(invoice.documentOn, reader.locale, 'long'),
    due_on: toDay(invoice.dueOn, reader.locale, 'long'),
    total: toAmount(totalMinor, reader),
    open: toAmount(chasedMinor(invoice), reader),
    paid: toAmount(Math.max(0, totalMinor - openMinor), reader),
    part_paid: openMinor > 0 && openMinor < totalMinor,
    is_paid: state === 'paid',
    days_late: Math.max(0, daysLateOf(invoice, reader)),
    days_until_due: Math.max(0, -daysLateOf(invoice, reader)),
    memo: invoice.memoOnInvoice,
  };
}

function toSums(sources: FieldSources, reader: Reader): MergeFields['invoices'] {
  const { invoices } = sources;
  const disputedMinor = invoices.reduce((sum, invoice) => sum + invoice.disputedMinor, 0);
  const late = invoices.filter((invoice) => daysLateOf(invoice, reader) > 0);
  return {
    count: invoices.length,
    is_one: invoices.length === 1,
    open: toAmount(sumOpen(invoices), reader),
    overdue: toAmount(sumOpen(late), reader),
    overdue_count: late.length,
    oldest_days_late: Math.max(0, ...late.map((invoice) => daysLateOf(invoice, reader))),
    disputed: toAmount(disputedMinor, reader),
    has_disputed: disputedMinor > 0,
    has_pdf: sources.hasPdf === true,
    asked: toAmount(askedMinor(sources), reader),
    table: invoices.map((invoice) => toLine(invoice, reader)),
  };
}

function toLine(invoice: MessageInvoice, reader: Reader): InvoiceLine {
  return {
    number: invoice.number ?? withoutNumber[reader.language],
    issued_on: toDay(invoice.documentOn, reader.locale, 'short'),
    due_on: toDay(invoice.dueOn, reader.locale, 'short'),
    days_late: Math.max(0, daysLateOf(invoice, reader)),
    open: toAmount(chasedMinor(invoice), reader),
  };
}

/** The whole account, not only the invoices of this message: a credit counts against all of them (E4). */
function toAccount(sources: FieldSources, reader: Reader): MergeFields['account'] {
  const { openMinor, creditMinor } = accountOf(sources);
  return {
    credit: toAmount(creditMinor, reader),
    net: toAmount(openMinor - creditMinor, reader),
    has_credit: creditMinor > 0,
    is_set_off: sources.setsOff && creditMinor > 0,
  };
}

function accountOf({ position, invoices }: FieldSources) {
  const openMinor = invoices.reduce((sum, invoice) => sum + invoice.openMinor, 0);
  return {
    openMinor: position?.openMinor ?? openMinor,
    creditMinor: Math.max(0, position?.creditMinor ?? 0),
  };
}

/** A credit that is set off counts once, against the whole account: a message asks for its invoices, but never for more than the net. */
function askedMinor(sources: FieldSources): number {
  const open = sumOpen(sources.invoices);
  if (!sources.setsOff) return open;
  const { openMinor, creditMinor } = accountOf(sources);
  return Math.max(0, Math.min(open, openMinor - creditMinor));
}

const chasedMinor = ({ openMinor, disputedMinor }: MessageInvoice): number =>
  openMinor - disputedMinor;

const sumOpen = (invoices: MessageInvoice[]): number =>
  invoices.reduce((sum, invoice) => sum + chasedMinor(invoice), 0);

function daysLateOf({ dueOn }: Invoice, { todayOn }: Reader): number {
  return dueOn === null ? 0 : daysBetween(dueOn, todayOn);
}

/** Language of the message with the country of the organisation, e.g. `fr-CA`; without a country only the language. */
export function localeOf(language: Language, country?: string | null): string {
  return /^[A-Z]{2}$/.test(country ?? '') ? `${language}-${country}` : language;
}

function toAmount(minor: number, { currency, locale }: Reader): string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return none;
  return formatMoney({ minor, currency }, locale);
}

function toDay(on: LocalDate | null, locale: string, month: 'long' | 'short'): string {
  const date = new Date(`${on ?? ''}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return none;
  const options = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, options).format(date);
}
