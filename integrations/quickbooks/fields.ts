import { isLocalDate, type LocalDate } from '../../domain/local-date.ts';

/**
 * Members of one record as QuickBooks writes it, as lenient as they can be: only what we use, and nothing is asked of the rest, since new
 * members appear without a new version (facts: QuickBooks 2.1). Written out by hand, because an import of a million records spends more
 * time in general schemas than in everything else that is done with an answer.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** A record lacks something we need; it costs itself only. */
export class Misfit extends Error {}

/** Ids and versions are texts, yet numbers have been seen. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return String(value);
  throw new Misfit('not a text');
}

export function needText(value: unknown): string {
  const text = textOf(value);
  if (text === null) throw new Misfit('a text is missing');
  return text;
}

/** The version as a number, so that versions can be compared. */
export function needVersion(value: unknown): number {
  const version = Number(needText(value) || NaN);
  if (Number.isSafeInteger(version) && version >= 0) return version;
  throw new Misfit('not a version');
}

/** A JSON number as text. `String` gives the shortest digits that mean the same number, so `1500.10` stays 1500.1 and nothing is computed. */
export function needAmount(value: unknown): string {
  return needText(value);
}

/** ISO 8601 with the offset of Intuit's own zone, whatever the company's (facts: QuickBooks 2.2). */
export function needInstant(value: unknown): Date {
  const at = typeof value === 'string' ? new Date(value) : null;
  if (at !== null && !Number.isNaN(at.getTime())) return at;
  throw new Misfit('not an instant');
}

/** Days must exist: a due day that is no day would silence an invoice or chase it for ever. */
export function dayOf(value: unknown): LocalDate | null {
  const day = textOf(value);
  if (day === null || isLocalDate(day)) return day;
  throw new Misfit('not a day');
}

export function needDay(value: unknown): LocalDate {
  const day = dayOf(value);
  if (day === null) throw new Misfit('a day is missing');
  return day;
}

export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === undefined || value === null) return null;
  throw new Misfit('not a yes or no');
}

/** A member that holds members; an absent one has none. */
export function partOf(value: unknown): Fields {
  if (value === undefined || value === null) return none;
  if (typeof value === 'object') return value as Fields;
  throw new Misfit('not an object');
}

const none: Fields = {};

/** A list of members; absent and empty mean the same (facts: QuickBooks 3.1). */
export function listOf(value: unknown): Fields[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map(partOf);
  throw new Misfit('not a list');
}

/** `{"value": "3", "name": "Net 30"}`: the value is the key, the name may be out of date (facts: QuickBooks 2.2). */
export function referenceOf(value: unknown): string | null {
  return textOf(partOf(value)['value']);
}

/** The address field as typed; null when blank. */
export function addressOf(value: unknown): string | null {
  return textOf(partOf(value)['Address'])?.trim() || null;
}

/** Ids of the records of one type that a payment or credit memo is linked to, in the order of its lines, each once. */
export function linkedIds(record: Fields, type: 'Invoice' | 'CreditMemo' | 'Payment'): string[] {
  const ids = new Set<string>();
  for (const holder of [record, ...listOf(record['Line'])]) {
    for (const link of listOf(holder['LinkedTxn'])) {
      if (link['TxnType'] === type) ids.add(needText(link['TxnId']));
    }
  }
  return [...ids];
}
