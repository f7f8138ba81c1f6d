import type { NodemailerError, SMTPSentMessageInfo } from 'nodemailer';
import { Bug, NeedsPerson } from '../../domain/errors.ts';
import type { SendAnswer } from '../channel.ts';
import { shortRaw } from '../mail.ts';
import { putOffPauseMs, unreachablePauseMs } from './limits.ts';

/** The server took the message for at least one recipient. */
export function toSent(sent: SMTPSentMessageInfo): SendAnswer {
  return {
    kind: 'sent',
    providerId: queueId(sent),
    messageId: sent.messageId,
    refusedRecipients: (sent.rejectedErrors ?? []).map((error) => ({
      address: error.recipient ?? '',
      code: codeOf(error),
    })),
    raw: shortRaw(sent.response),
  };
}

/**
 * What a failed send means (facts: delivery 4.2). `bodyStarted` is our own observation: nodemailer gives a lost connection the same code
 * and command before and after the message went over the wire, and only the difference tells "nothing left" from "unknown" (E44).
 * Throws NeedsPerson when the login is refused, Bug when the request could never have worked.
 */
export function toFailure(error: NodemailerError, bodyStarted: boolean): SendAnswer {
  const code = codeOf(error);
  const raw = shortRaw(error.response ?? error.code ?? 'no answer');
  // Once the message is on its way, only a clear refusal of the server proves that it did not take it.
  if (bodyStarted && !isClearRefusal(error)) return { kind: 'unknown', code, raw };
  if (isLogin(error)) return loginFailure(error, code, raw);
  if (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') return refusal(error, code, raw);
  if (connectionCodes.has(error.code ?? ''))
    return { kind: 'later', afterMs: unreachablePauseMs, code, raw };
  throw new Bug('smtp.unexpected', `SMTP send failed with ${code}`, { cause: error });
}

function isClearRefusal({ code, responseCode = 0 }: NodemailerError): boolean {
  return code === 'EMESSAGE' && responseCode >= 400;
}

const connectionCodes: ReadonlySet<string> = new Set([
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'EABORT',
]);

function isLogin({ code }: NodemailerError): boolean {
  return code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2';
}

function loginFailure(error: NodemailerError, code: string, raw: string): SendAnswer {
  if (error.permanent === false) return { kind: 'later', afterMs: putOffPauseMs, code, raw };
  throw new NeedsPerson('smtp.unauthorised', 'the SMTP server refused the login', { cause: error });
}

function refusal(error: NodemailerError, code: string, raw: string): SendAnswer {
  // Only the announced SIZE is refused without an answer of the server; the rest is a message that we built wrongly.
  if (error.responseCode === undefined && error.command !== 'MAIL FROM')
    throw new Bug('smtp.bad-message', 'the message could not be put on the wire', { cause: error });
  const parts = error.rejectedErrors ?? [error];
  if (parts.some((part) => part.permanent === false))
    return { kind: 'later', afterMs: putOffPauseMs, code, raw };
  const severity = parts.every(isAddressDead) ? 'hard' : 'soft';
  return { kind: 'refused', severity, code, raw };
}

/**
 * The address will not work: 550, 551, 553 or any 5.1.x for a recipient. Not a 5.7.x, which some send with 550 for a sender they do not
 * trust (facts: delivery 5.3): it must not cost a customer the address.
 */
function isAddressDead(error: NodemailerError): boolean {
  if (error.command !== 'RCPT TO') return false;
  const status = enhancedStatus(error.response);
  if (status !== undefined) {
    if (status.startsWith('5.1.')) return true;
    if (status.startsWith('5.7.')) return false;
  }
  return [550, 551, 553].includes(error.responseCode ?? 0);
}

/** `smtp.550-5.1.1` when the server says so much, else `smtp.550`, else nodemailer's own code such as `smtp.econnection`. */
function codeOf(error: NodemailerError): string {
  const status = enhancedStatus(error.response);
  if (error.responseCode !== undefined)
    return `smtp.${error.responseCode}${status === undefined ? '' : `-${status}`}`;
  return `smtp.${(error.code ?? 'failed').toLowerCase()}`;
}

function enhancedStatus(response: string | undefined): string | undefined {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
}

/** Servers word their answers freely; the whole answer is kept in `raw` as well. */
function queueId({ serverMessageId, response }: SMTPSentMessageInfo): string {
  if (serverMessageId) return serverMessageId;
  return /queued as (\S+)/i.exec(response)?.[1] ?? shortRaw(response).slice(0, 200);
}
