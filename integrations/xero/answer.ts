import type { Reply } from '../http.ts';

/** One answer of Xero's. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed JSON, or the text when it is not JSON, or bytes where a file was asked for. */
  body: unknown;
}

/** Xero's trace id; support asks for it. Unproven. */
export function traceIdOf({ headers }: Pick<Answer, 'headers'>): string | undefined {
  return headers['xero-correlation-id'];
}

/** JSON when the bytes are JSON, else their text: errors come as plain text, HTML or nothing, whatever was asked (facts: Xero 4). */
export function toAnswer({ status, headers, body }: Reply): Answer {
  const text = body.toString('utf8');
  try {
    return { status, headers, body: JSON.parse(text) };
  } catch {
    return { status, headers, body: text };
  }
}

/** The bytes of a file that was asked for; a refusal is read as text. */
export function toFileAnswer(reply: Reply): Answer {
  const isFile = reply.status >= 200 && reply.status < 300;
  return isFile ? { ...reply, body: reply.body } : toAnswer(reply);
}

/** A text member of an error, whatever the case of its name (facts: Xero 4). */
export function wordIn(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const found = Object.entries(body).find(([key]) => key.toLowerCase() === name);
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}
