import { signBody } from '../../kit/sign.ts';

export interface PostAnswer {
  status: number | 'timeout' | 'unreachable';
  /** Something stood in the body, or a cookie was set: both are forbidden (facts: Xero 6.2). */
  isChatty: boolean;
}

export type Signature = 'good' | 'wrong' | 'missing' | { text: string };

export async function postSigned(input: {
  url: string;
  body: string;
  key: string;
  signature: Signature;
  signal: AbortSignal;
}): Promise<PostAnswer> {
  const bytes = Buffer.from(input.body);
  const signed = signatureHeader(bytes, input.key, input.signature);
  try {
    const answer = await fetch(input.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json; charset=utf-8', ...signed },
      body: new Uint8Array(bytes),
      signal: input.signal,
    });
    const text = await answer.text();
    return { status: answer.status, isChatty: text !== '' || answer.headers.has('set-cookie') };
  } catch {
    // Refused, reset or too late: to the retry schedule it is all the same.
    return { status: isTimeout(input.signal) ? 'timeout' : 'unreachable', isChatty: false };
  }
}

function signatureHeader(bytes: Buffer, key: string, signature: Signature): Record<string, string> {
  if (signature === 'missing') return {};
  if (typeof signature === 'object') return { 'x-xero-signature': signature.text };
  return { 'x-xero-signature': signBody(bytes, signature === 'good' ? key : `${key}-wrong`) };
}

function isTimeout(signal: AbortSignal): boolean {
  return signal.aborted && (signal.reason as { name?: string }).name === 'TimeoutError';
}
