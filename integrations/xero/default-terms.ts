import type { Term } from '../../domain/invoice/invoice.ts';
import type { Client } from './client.ts';
import { defaultTermsMs } from './limits.ts';
import { termIn } from './to-term.ts';

/** Terms of contacts that have none of their own. */
export interface DefaultTerms {
  id(): Promise<Term['id'] | null>;
  read(): Promise<Term | null>;
}

interface Known {
  readAt: Date;
  term: Term | null;
}

/** What each organisation was found to have; one memory for a process, since they hardly ever change and each look costs a call. */
export type DefaultTermsMemory = Map<string, Known>;

export function createDefaultTerms(
  memory: DefaultTermsMemory,
  { client, booksId, now }: { client: Client; booksId: string; now(): Date },
): DefaultTerms {
  const read = async (): Promise<Term | null> => {
    const known = memory.get(booksId);
    if (known && now().getTime() - known.readAt.getTime() < defaultTermsMs) return known.term;
    const term = termIn(await client.getOne('Organisation', 'Organisations'));
    memory.set(booksId, { readAt: now(), term });
    return term;
  };
  return { read, id: async () => (await read())?.id ?? null };
}
