import type { Tx } from '../../db/transaction.ts';

/** A record that could not be read or stored, with the reason. */
export interface Problem {
  recordId: string;
  code: string;
}

/**
 * Stores a batch; when the database refuses a value in it, halves the batch until only the offending records are left out. So one
 * impossible text or number never keeps its neighbours from the mirror. Errors that are not about the records go on to the caller.
 */
export async function storeEach<Row extends { id: string }>(
  tx: Tx,
  rows: Row[],
  store: (tx: Tx, rows: Row[]) => Promise<unknown>,
): Promise<Problem[]> {
  const [first] = rows;
  if (!first) return [];
  try {
    await tx.transaction((part) => store(part, rows));
    return [];
  } catch (error) {
    if (!isAboutValues(error)) throw error;
    if (rows.length === 1) return [{ recordId: first.id, code: 'record.not-storable' }];
    const half = Math.ceil(rows.length / 2);
    const front = await storeEach(tx, rows.slice(0, half), store);
    return [...front, ...(await storeEach(tx, rows.slice(half), store))];
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (constraint violation); Drizzle wraps the driver's error. */
function isAboutValues(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return /^2[23]/.test(error.code);
  return isAboutValues(error.cause);
}
