import { createContext, use, useMemo } from 'react';
import { useLocale } from 'use-intl';
import { formatMoney } from '../../domain/money.ts';

/** IANA zone of the organisation on screen; times are told in it (ux 7.3). */
export const ZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

export interface Formats {
  money: (minor: number, currency: string | null) => string;
  /** A calendar day `YYYY-MM-DD`. */
  day: (on: string) => string;
  /** The month of a calendar day. */
  monthOf: (on: string) => string;
  /** An instant, in the organisation's zone. */
  instant: (at: string) => string;
  time: (at: string) => string;
  number: (value: number) => string;
  list: (parts: readonly string[]) => string;
}

const made = new Map<string, Formats>();

/** Formatters are made once for each locale and zone; making one costs more than a hundred uses. */
export function useFormats(): Formats {
  const locale = useLocale();
  const zone = use(ZoneContext);
  return useMemo(() => {
    const key = `${locale} ${zone}`;
    const known = made.get(key) ?? makeFormats(locale, zone);
    made.set(key, known);
    return known;
  }, [locale, zone]);
}

function makeFormats(locale: string, timeZone: string): Formats {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const foreign = Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone;
  const instants = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    ...(foreign ? { timeZoneName: 'short' as const } : {}),
  });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const numbers = new Intl.NumberFormat(locale);
  const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    // An invoice whose currency the books left out still shows its figure, without pretending to know what it is (E7).
    money: (minor, currency) =>
      currency === null ? plain.format(minor / 100) : formatMoney({ minor, currency }, locale),
    day: (on) => days.format(new Date(`${on}T00:00:00Z`)),
    monthOf: (on) => months.format(new Date(`${on}T00:00:00Z`)),
    instant: (at) => instants.format(new Date(at)),
    time: (at) => times.format(new Date(at)),
    number: (value) => numbers.format(value),
    list: (parts) => lists.format(parts),
  };
}
