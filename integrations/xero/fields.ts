import { isLocalDate, type LocalDate } from '../../domain/local-date.ts';
import { Misfit, partOf, textOf, type Fields } from '../fields.ts';

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

/** `/Date(1539993600000+0000)/`, with or without an offset; negative before 1970 (facts: Xero 2.2). */
const STAMP = /^\/Date\((-?\d+)(?:([+-])(\d{2})(\d{2}))?\)\/$/;

/**
 * A true instant: milliseconds whatever the offset, or ISO 8601, which is UTC where it names no zone (facts: Xero 2.2).
 */
export function instantOf(value: unknown): Date | null {
  const text = textOf(value);
  if (text === null) return null;
  const stamp = STAMP.exec(text);
  const isZoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const at = stamp ? new Date(Number(stamp[1])) : new Date(isZoned ? text : `${text}Z`);
  if (Number.isNaN(at.getTime())) throw new Misfit('not an instant');
  return at;
}

/** When a record was last changed: to the millisecond in the old form, to the second in the new one. */
export function updatedAtOf(record: Fields): Date {
  const at = instantOf(record['UpdatedDateUTC']) ?? instantOf(record['UpdatedDateUTCString']);
  if (at === null) throw new Misfit('an instant is missing');
  return at;
}

/**
 * The calendar day of a document: its twin text, else the day at midnight of which the old form stands, offset included. The zone of the
 * server never matters (facts: Xero 2.2). The first day of 1970 stands for none.
 */
export function dayOf(record: Fields, name: string): LocalDate | null {
  const day = twinOf(record[`${name}String`]) ?? stampedDay(record[name]);
  if (day === null || day === '1970-01-01') return null;
  if (isLocalDate(day)) return day;
  throw new Misfit('not a day');
}

export function needDay(record: Fields, name: string): LocalDate {
  const day = dayOf(record, name);
  if (day === null) throw new Misfit('a day is missing');
  return day;
}

/** `2018-10-20T00:00:00`, or with a blank in the place of the T. */
function twinOf(value: unknown): string | null {
  return textOf(value)?.slice(0, 10) || null;
}

function stampedDay(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const stamp = STAMP.exec(text);
  if (!stamp) return text.slice(0, 10);
  const [, ms, sign, hours = '0', minutes = '0'] = stamp;
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return new Date(Number(ms) + offsetMs).toISOString().slice(0, 10);
}

/** Id of the record that a member holds in short form. */
export function idIn(holder: Fields, member: string, id: string): string | null {
  return textOf(partOf(holder[member])[id]) || null;
}
