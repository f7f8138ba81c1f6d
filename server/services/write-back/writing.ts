import { Conflict } from '../../../domain/errors.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import type { WriteBack } from '../../db/write-backs.ts';
import type { Context } from '../context.ts';

export type Fields = WriteBack['fields'];

/** One write-back on its way into the books. */
export interface Writing {
  ctx: Context;
  company: BooksCompany;
  row: WriteBack;
  /** Only what the owner agrees to now. */
  fields: Fields;
}

/** A stale version is read again and re-applied this often; after that a person looks at it. */
const MAX_CONFLICTS = 3;

/** Looks and writes; when somebody changed the record in between, looks again. Throws the last Conflict. */
export async function againWhenStale<T>(lookAndWrite: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await lookAndWrite();
    } catch (error) {
      if (!(error instanceof Conflict) || round >= MAX_CONFLICTS) throw error;
    }
  }
}

/** The version is part of it: after a conflict it is another request, and a repeat of the same one stays harmless. */
export function requestIdOf({ row }: Writing, booksVersion: number): string {
  return `${row.id}-${booksVersion}`;
}
