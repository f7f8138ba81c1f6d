import type { z } from 'zod';
import type { QuickBooksCode } from './sentences.ts';

export interface Unreadable {
  recordId: string;
  code: QuickBooksCode;
}

export interface Mapped<T> {
  records: T[];
  unreadable: Unreadable[];
}

/** Maps each record by itself, so that one bad record costs itself only. Amounts are the one thing that fails after the shape fits. */
export function mapEach<Api, Record>(
  rows: unknown[],
  schema: z.ZodType<Api>,
  toRecord: (api: Api) => Record,
): Mapped<Record> {
  const mapped: Mapped<Record> = { records: [], unreadable: [] };
  for (const row of rows) {
    const api = schema.safeParse(row);
    const record = api.success ? tryAmounts(() => toRecord(api.data)) : null;
    if (record !== null) mapped.records.push(record);
    else mapped.unreadable.push({ recordId: idOf(row), code: codeFor(api.success) });
  }
  return mapped;
}

function codeFor(shapeFits: boolean): QuickBooksCode {
  return shapeFits ? 'quickbooks.amount-unreadable' : 'quickbooks.record-unreadable';
}

function tryAmounts<T>(map: () => T): T | null {
  try {
    return map();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The record's id, or an empty text when it has none. */
export function idOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'Id' in row ? String(row.Id) : '';
}
