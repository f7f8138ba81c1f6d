/** One answer of Intuit's, whichever road it came by. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed JSON, or the text when it is not JSON, or bytes. */
  body: unknown;
}

/** Intuit's trace id; support asks for it (facts: QuickBooks 1.4). */
export function traceIdOf(answer: Answer): string | undefined {
  return answer.headers['intuit_tid'];
}

/** JSON when the bytes are JSON, else their text: gateways answer HTML or XML whatever was asked (facts: QuickBooks 5.1). */
export function parseBody(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
