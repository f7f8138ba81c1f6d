import { mapRows, textOf, type Fields } from '../fields.ts';
import type { XeroCode } from './sentences.ts';

export interface Mapped<T> {
  records: T[];
  unreadable: { recordId: string; code: XeroCode }[];
  /** Rows that are no records of ours: bills, drafts, suppliers. */
  skipped: number;
  /** Ids of records of ours that the books have deleted. */
  deleted: string[];
}

/** What one row is to us. */
export type Fate = 'ours' | 'deleted' | 'not-ours';

interface Mapping<Row> {
  fateOf(row: Fields): Fate;
  toRecord(row: Fields): Row;
  /** Our id of the row. */
  idOf(row: unknown): string;
}

export function mapEach<Row>(rows: readonly unknown[], mapping: Mapping<Row>): Mapped<Row> {
  const { fateOf, toRecord, idOf } = mapping;
  const fates = rows.map((row) => (isRecord(row) ? fateOf(row) : 'ours'));
  const ours = rows.filter((_row, index) => fates[index] === 'ours');
  return {
    ...mapRows(ours, { toRecord, idOf, unreadable: codes }),
    skipped: fates.filter((fate) => fate === 'not-ours').length,
    deleted: rows.filter((_row, index) => fates[index] === 'deleted').map(idOf),
  };
}

const codes = {
  record: 'xero.record-unreadable',
  amount: 'xero.amount-unreadable',
} satisfies Record<string, XeroCode>;

function isRecord(row: unknown): row is Fields {
  return typeof row === 'object' && row !== null;
}

/** The row's id under that name, or an empty text when it has none. */
export function idUnder(name: string): (row: unknown) => string {
  return (row) => {
    const value = isRecord(row) ? row[name] : undefined;
    return typeof value === 'object' ? '' : (textOf(value) ?? '');
  };
}
