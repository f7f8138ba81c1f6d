import { NeedsPerson, TryLater } from '../../domain/errors.ts';
import type { ListedAddress } from '../channel.ts';
import { HttpFailure, send as call, type Reply } from '../http.ts';
import { callTimeoutMs, maxAnswerBytes, unreachablePauseMs } from './limits.ts';
import { pauseOf } from './to-answer.ts';

export interface ListAccess {
  apiKey: string;
  baseUrl: string;
  now: () => Date;
  timeoutMs?: number;
}

/** SendGrid's lists of addresses that it does not write to, or did not (facts: delivery 3.5). Its lists of unsubscribed readers are never touched. */
const lists = ['bounces', 'blocks', 'invalid_emails'];
const complaints = 'spam_reports';

/**
 * Takes an address off the lists, whichever it is on. Repeating it does nothing more, so every failure that may pass is TryLater; NeedsPerson
 * when the key is refused (401) or may not do this (403).
 */
export async function forgetSuppression(
  access: ListAccess,
  { address, complaint }: ListedAddress,
): Promise<void> {
  for (const list of complaint ? [...lists, complaints] : lists)
    await forgetOn(access, `/v3/suppression/${list}/${encodeURIComponent(address)}`);
}

async function forgetOn(access: ListAccess, path: string): Promise<void> {
  const reply = await ask(access, path);
  const { status } = reply;
  if ((status >= 200 && status < 300) || status === 404) return;
  if (status === 401)
    throw new NeedsPerson('sendgrid.unauthorised', 'SendGrid refused the API key');
  if (status === 429 || status === 408 || status >= 500) throw laterAs(status, reply, access.now());
  throw new NeedsPerson(
    status === 403 ? 'sendgrid.lists-forbidden' : 'sendgrid.lists-refused',
    `SendGrid answered ${status} for its own lists`,
  );
}

async function ask(access: ListAccess, path: string): Promise<Reply> {
  const { apiKey, baseUrl, now, timeoutMs = callTimeoutMs } = access;
  try {
    return await call(new URL(path, baseUrl).href, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${apiKey}` },
      timeoutMs,
      maxBytes: maxAnswerBytes,
    });
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    const at = new Date(now().getTime() + unreachablePauseMs);
    throw new TryLater(`sendgrid.${error.kind}`, 'no answer from SendGrid', at, { cause: error });
  }
}

function laterAs(status: number, reply: Reply, now: Date): TryLater {
  const at = new Date(now.getTime() + pauseOf(reply, now));
  return new TryLater(`sendgrid.${status}`, 'SendGrid asks for a pause', at);
}
