/** What a log may hold of an error: kind, code and place. */
export interface ErrorFacts {
  name: string;
  code?: string;
  message?: string;
  at?: string;
  cause?: ErrorFacts;
}

const MAX_DEPTH = 3;

/**
 * An error without what it was about. A failed query carries its text and values (addresses, memos, sealed tokens), and the database
 * quotes values in its messages, so of those only the code stays.
 */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (typeof error !== 'object' || error === null) return { name: typeof error };
  const { name = 'Error', message, stack, cause } = error as Partial<Error>;
  const facts: ErrorFacts = { name };
  if ('code' in error && error.code !== undefined) facts.code = String(error.code);
  if (message && !quotesValues(error)) facts.message = message.slice(0, 200);
  const at = stack?.split('\n').find((line) => /^\s+at /.test(line));
  if (at) facts.at = at.trim();
  if (cause !== undefined && depth < MAX_DEPTH) facts.cause = errorFacts(cause, depth + 1);
  return facts;
}

/** Failed queries of the query builder (`query`, `params`) and answers of the database (`severity`). */
function quotesValues(error: object): boolean {
  return 'params' in error || 'query' in error || 'severity' in error;
}

/** The same in one line, for a row that a person may read. */
export function errorLine(error: unknown): string {
  const { name, code, message = '', at = '', cause } = errorFacts(error);
  const because = cause ? `because ${cause.code ?? cause.name}` : '';
  return [`${code ?? name}:`, message, because, at].filter(Boolean).join(' ');
}
