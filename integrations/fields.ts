/**
 * Members of one record as a vendor writes it, read as leniently as can be: only what we use, and nothing is asked of the rest, since new
 * members appear without a new version. Written out by hand, because an import of a million records spends more time in general schemas
 * than in everything else that is done with an answer.
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

/** A JSON number as text. `String` gives the shortest digits that mean the same number, so `1500.10` stays 1500.1 and nothing is computed. */
export function needAmount(value: unknown): string {
  return needText(value);
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

/** A list of members; absent and empty mean the same. */
export function listOf(value: unknown): Fields[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map(partOf);
  throw new Misfit('not a list');
}

interface Mapping<Row, Code extends string> {
  toRecord(fields: Fields): Row;
  /** The row's own id, or an empty text when it has none. */
  idOf(row: unknown): string;
  unreadable: { record: Code; amount: Code };
}

/** Maps each row by itself, so that one bad row costs itself only. Amounts throw RangeError (`domain/money.ts`). */
export function mapRows<Row, Code extends string>(
  rows: readonly unknown[],
  { toRecord, idOf, unreadable: codes }: Mapping<Row, Code>,
): { records: Row[]; unreadable: { recordId: string; code: Code }[] } {
  const records: Row[] = [];
  const unreadable: { recordId: string; code: Code }[] = [];
  for (const row of rows) {
    try {
      if (row === null || row === undefined) throw new Misfit('not a record');
      records.push(toRecord(partOf(row)));
    } catch (error) {
      unreadable.push({ recordId: idOf(row), code: codeFor(error, codes) });
    }
  }
  return { records, unreadable };
}

/** Anything but these two is our own mistake. */
function codeFor<Code>(error: unknown, codes: { record: Code; amount: Code }): Code {
  if (error instanceof Misfit) return codes.record;
  if (error instanceof RangeError) return codes.amount;
  throw error;
}
