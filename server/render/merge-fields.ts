import type { Customer, Invoice } from '../../domain/invoice/invoice.ts';
import { daysBetween, type LocalDate } from '../../domain/local-date.ts';
import { formatMoney } from '../../domain/money.ts';
import type { Language } from '../../domain/rules/rule.ts';
import type { MergeFields } from '../../domain/templates/template.ts';

export interface FieldSources {
  invoice: Invoice;
  customer: Pick<Customer, 'name'> | null;
  company: { name: string; email: string };
  /** Language of the message, and with it of amounts and dates (E35). */
  language: Language;
  /** ISO 3166 country of the organisation: "1 200,00 $" in Canada, "1 200,00 $CA" in France. */
  country?: string | null | undefined;
  todayOn: LocalDate;
}

const none = '–';
const withoutNumber: Record<Language, string> = { en: 'without number', fr: 'sans numéro' };

/** The values of an invoice as the reader of the message sees them. What the books left out becomes a dash, never a crash. */
export function mergeFieldsOf(sources: FieldSources): MergeFields {
  const { invoice, customer, company, language, todayOn } = sources;
  const locale = localeOf(language, sources.country);
  const money = (minor: number) => toAmount(minor, invoice.currency, locale);
  const daysLate = invoice.dueOn === null ? 0 : daysBetween(invoice.dueOn, todayOn);
  return {
    customer: { name: customer?.name ?? none },
    company: { name: company.name, email: company.email },
    invoice: {
      number: invoice.number ?? withoutNumber[language],
      issued_on: toLongDay(invoice.documentOn, locale),
      due_on: toLongDay(invoice.dueOn, locale),
      total: money(invoice.totalMinor),
      open: money(invoice.openMinor),
      paid: money(Math.max(0, invoice.totalMinor - invoice.openMinor)),
      part_paid: invoice.openMinor > 0 && invoice.openMinor < invoice.totalMinor,
      days_late: Math.max(0, daysLate),
      days_until_due: Math.max(0, -daysLate),
      memo: invoice.memoOnInvoice,
    },
  };
}

/** Language of the message with the country of the organisation, e.g. `fr-CA`; without a country only the language. */
export function localeOf(language: Language, country?: string | null): string {
  return /^[A-Z]{2}$/.test(country ?? '') ? `${language}-${country}` : language;
}

function toAmount(minor: number, currency: string | null, locale: string): string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return none;
  return formatMoney({ minor, currency }, locale);
}

function toLongDay(on: LocalDate | null, locale: string): string {
  const date = new Date(`${on ?? ''}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return none;
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, options).format(date);
}
