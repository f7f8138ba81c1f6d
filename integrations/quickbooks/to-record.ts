import { mapRows, textOf, type Fields } from '../fields.ts';
import type { QuickBooksCode } from './sentences.ts';

export interface Unreadable {
  recordId: string;
  code: QuickBooksCode;
}

export interface Mapped<T> {
  records: T[];
  unreadable: Unreadable[];
}

export function mapEach<Row>(
  rows: readonly unknown[],
  toRecord: (fields: Fields) => Row,
): Mapped<Row> {
  return mapRows(rows, { toRecord, idOf, unreadable: codes });
}

const codes = {
  record: 'quickbooks.record-unreadable',
  amount: 'quickbooks.amount-unreadable',
} satisfies Record<string, QuickBooksCode>;

/** The record's id, or an empty text when it has none. */
export function idOf(row: unknown): string {
  if (typeof row !== 'object' || row === null || !('Id' in row)) return '';
  return typeof row.Id === 'object' ? '' : (textOf(row.Id) ?? '');
}

/** As change data capture tells of a deletion (facts: QuickBooks 2.4). */
export function isDeleted(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'status' in row && row.status === 'Deleted';
}
