import { Misfit, partOf, textOf, type Fields } from './fields.ts';
import type { QuickBooksCode } from './sentences.ts';

export interface Unreadable {
  recordId: string;
  code: QuickBooksCode;
}

export interface Mapped<T> {
  records: T[];
  unreadable: Unreadable[];
}

/** Maps each record by itself, so that one bad record costs itself only. */
export function mapEach<Record>(
  rows: readonly unknown[],
  toRecord: (fields: Fields) => Record,
): Mapped<Record> {
  const mapped: Mapped<Record> = { records: [], unreadable: [] };
  for (const row of rows) {
    try {
      mapped.records.push(toRecord(needRecord(row)));
    } catch (error) {
      mapped.unreadable.push({ recordId: idOf(row), code: codeFor(error) });
    }
  }
  return mapped;
}

function needRecord(row: unknown): Fields {
  if (row === null || row === undefined) throw new Misfit('not a record');
  return partOf(row);
}

/** Amounts throw RangeError (`domain/money.ts`); anything but these two is our own mistake. */
function codeFor(error: unknown): QuickBooksCode {
  if (error instanceof Misfit) return 'quickbooks.record-unreadable';
  if (error instanceof RangeError) return 'quickbooks.amount-unreadable';
  throw error;
}

/** The record's id, or an empty text when it has none. */
export function idOf(row: unknown): string {
  if (typeof row !== 'object' || row === null || !('Id' in row)) return '';
  return typeof row.Id === 'object' ? '' : (textOf(row.Id) ?? '');
}

/** As change data capture tells of a deletion (facts: QuickBooks 2.4). */
export function isDeleted(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'status' in row && row.status === 'Deleted';
}
