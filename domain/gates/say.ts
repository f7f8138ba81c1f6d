import { formatMoney } from '../money.ts';
import type { GateName, ReasonOf, Seen } from './gate.ts';

/** What a sentence may use: the values the gate saw, written for one language and region. */
export interface Say {
  locale: string;
  saw: Seen;
  /** The value as text; the other text when there is none. */
  text: (name: string, otherwise?: string) => string;
  /** The value as a day, e.g. "22 Nov 2026"; a dash when there is none. */
  day: (name: string) => string;
  /** The value as an amount in the currency the gate saw. */
  money: (name: string) => string;
  number: (name: string) => number;
  /** The values of a list, joined with commas. */
  list: (name: string) => string;
}

/**
 * One reason in words. `says` is a clause without capital or full stop, so that it can stand alone or after a colon; `flip` is the one
 * change that would turn the answer round, a whole sentence, and empty when nothing has to change.
 */
export interface Wording {
  says: (say: Say) => string;
  flip?: (say: Say) => string;
}

export type Wordings = {
  [G in GateName]: { name: string } & Record<ReasonOf<G>, Wording>;
};

export function sayIn(locale: string, saw: Seen): Say {
  const value = (name: string) => saw[name] ?? null;
  const text = (name: string, otherwise = '–') => {
    const found = value(name);
    return found === null || found === '' ? otherwise : String(found);
  };
  return {
    locale,
    saw,
    text,
    day: (name) => formatDay(value(name), locale),
    money: (name) => formatAmount(value(name), value('currency'), locale),
    number: (name) => Number(value(name) ?? 0),
    list: (name) => {
      const found = value(name);
      return Array.isArray(found) ? found.join(', ') : text(name);
    },
  };
}

/** "22 Nov 2026", "22 nov. 2026". A calendar day has no zone, so it is written as if it were in UTC. */
export function formatDay(on: unknown, locale: string): string {
  const date = typeof on === 'string' ? new Date(`${on}T00:00:00Z`) : null;
  if (date === null || Number.isNaN(date.getTime())) return '–';
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(dayLocale(locale), options).format(date);
}

/** The product writes the day first in English everywhere (ux 7.3); a North American locale alone would put the month first. */
function dayLocale(locale: string): string {
  return locale.startsWith('fr') ? locale : 'en-GB';
}

function formatAmount(minor: unknown, currency: unknown, locale: string): string {
  if (typeof minor !== 'number' || typeof currency !== 'string') return '–';
  if (!/^[A-Z]{3}$/.test(currency)) return '–';
  return formatMoney({ minor, currency }, locale);
}
