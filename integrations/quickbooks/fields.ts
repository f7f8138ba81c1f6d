import { isLocalDate, type LocalDate } from '../../domain/local-date.ts';
import { listOf, Misfit, needText, partOf, textOf, type Fields } from '../fields.ts';

export {
  flagOf,
  listOf,
  Misfit,
  needAmount,
  needText,
  partOf,
  textOf,
  type Fields,
} from '../fields.ts';

/** The version as a number, so that versions can be compared. */
export function needVersion(value: unknown): number {
  const version = Number(needText(value) || NaN);
  if (Number.isSafeInteger(version) && version >= 0) return version;
  throw new Misfit('not a version');
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
