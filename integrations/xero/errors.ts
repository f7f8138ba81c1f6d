import {
  Bug,
  Busy,
  Conflict,
  NeedsReconnect,
  Refused,
  TokenRefused,
  TryLater,
  type DunlinError,
} from '../../domain/errors.ts';
import { retryAfter, type HttpFailure } from '../http.ts';
import { traceIdOf, wordIn, type Answer } from './answer.ts';
import { crowdedPauseMs, dayPauseMs, outagePauseMs, throttlePauseMs } from './limits.ts';
import type { XeroCode } from './sentences.ts';

/** What may be kept of a vendor's no: numbers and single words of its own. Never its sentences, which repeat what was sent. */
export class Fault extends Error {
  readonly status: number;
  readonly word: string | undefined;

  constructor(status: number, word: string | undefined) {
    super(`HTTP ${status}, ${word ?? 'no word'}`);
    this.name = 'Fault';
    this.status = status;
    this.word = word;
  }
}

type Options = { cause?: unknown; traceId?: string | undefined };

/** The error that an answer stands for; null when it is no error. */
export function errorOf(answer: Answer, now: Date): DunlinError | null {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return null;
  const detail = firstWord(wordIn(body, 'detail') ?? wordIn(body, 'type'));
  const cause = new Fault(status, detail);
  const options = { cause, traceId: traceIdOf(answer) };
  if (status === 429) return throttled(answer, now, options);
  if (status >= 500 || status === 408) return unavailable(cause.message, now, options);
  if (status === 401) return unauthorised(detail, options);
  if (status === 403) return forbidden(detail, options);
  if (status === 404) return refused('xero.not-found', cause.message, options);
  if (status === 400) return invalid(answer, cause.message, options);
  return new Bug('xero.our-request' satisfies XeroCode, cause.message, options);
}

/** `TokenExpired: token expired at …` says with its first word what it is; anything longer is not repeated. */
function firstWord(text: string | undefined): string | undefined {
  return /^([A-Za-z]{3,40})(?![A-Za-z])/.exec(text ?? '')?.[1];
}

/** Two kinds (facts: Xero 4): a token that a refresh replaces, and a scope that only a new consent brings. */
function unauthorised(detail: string | undefined, options: Options): NeedsReconnect {
  const isScope = detail?.toLowerCase() === 'authorizationunsuccessful';
  const message = `HTTP 401, ${detail ?? 'no word'}`;
  if (isScope) return new NeedsReconnect('xero.scope-missing' satisfies XeroCode, message, options);
  return new TokenRefused('xero.token-refused' satisfies XeroCode, message, options);
}

/** The organisation was disconnected in Xero, unless a role of the person who connected is too low (facts: Xero 4). */
function forbidden(detail: string | undefined, options: Options): DunlinError {
  const isTenant = detail?.toLowerCase() === 'authenticationunsuccessful';
  if (!isTenant) return refused('xero.no-permission', 'HTTP 403', options);
  const code: XeroCode = 'xero.organisation-gone';
  return new NeedsReconnect(code, 'HTTP 403, the organisation is not connected', options);
}

/** Numbers of a 400 that are our own mistake: a filter or a body that cannot be read (facts: Xero 4). */
const ourMistakes = new Set([14, 16, 17]);

/**
 * Xero tells refusals apart by sentences alone. The class never hangs on them: all of them are refused. Only which of our sentences the
 * person reads follows from them.
 */
const meanings: [RegExp, XeroCode][] = [
  [/not of valid status|cannot be (?:edited|modified|updated)/i, 'xero.invoice-closed'],
  [/lock date/i, 'xero.period-locked'],
  [/email address/i, 'xero.address-refused'],
  [/name .*already assigned|unique name/i, 'xero.name-taken'],
  [/archived/i, 'xero.contact-archived'],
];

function invalid({ body }: Answer, message: string, options: Options): DunlinError {
  const number = numberIn(body, 'ErrorNumber');
  if (number !== undefined && ourMistakes.has(number)) {
    return new Bug('xero.our-request' satisfies XeroCode, `${message}, ${number}`, options);
  }
  const texts = validationTexts(body).join('\n');
  const meaning = meanings.find(([pattern]) => pattern.test(texts));
  return refused(meaning?.[1] ?? 'xero.rejected', message, options);
}

function validationTexts(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const elements = 'Elements' in body && Array.isArray(body.Elements) ? body.Elements : [body];
  return elements.flatMap((element: unknown) => messagesIn(element));
}

/** Errors of a nested record, such as the contact of an invoice, stand inside it. */
function messagesIn(element: unknown): string[] {
  if (typeof element !== 'object' || element === null) return [];
  const { ValidationErrors: errors } = element as { ValidationErrors?: unknown };
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => wordIn(error, 'message') ?? []);
}

function numberIn(body: unknown, name: string): number | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'number' ? value : undefined;
}

/** Which limit was met stands in a header of its own; an organisation whose day is used up is asked no more (facts: Xero 5). */
function throttled({ headers }: Answer, now: Date, options: Options): Busy {
  const problem = (headers['x-rate-limit-problem'] ?? '').toLowerCase();
  const isDay = problem === 'day';
  const fallbackMs = isDay
    ? dayPauseMs
    : problem === 'concurrent'
      ? crowdedPauseMs
      : throttlePauseMs;
  const at = retryAfter(headers['retry-after'], now) ?? new Date(now.getTime() + fallbackMs);
  const code: XeroCode = isDay ? 'xero.day-used-up' : 'xero.throttled';
  return new Busy(code, `HTTP 429, ${isDay ? 'day' : 'pace'}`, at, options);
}

function unavailable(message: string, now: Date, options: Options): TryLater {
  return new TryLater('xero.unavailable' satisfies XeroCode, message, afterOutage(now), options);
}

/** An answer of HTTP 200 whose body is not what was asked for: cut off, or a page of HTML. */
export function garbled(answer: Answer, now: Date): TryLater {
  const message = `HTTP ${answer.status} with an unreadable body`;
  const options = { traceId: traceIdOf(answer) };
  return new TryLater('xero.garbled' satisfies XeroCode, message, afterOutage(now), options);
}

/** A single record came that cannot be mapped, where there is no page to leave it out of. */
export function unreadableRecord(): Refused {
  return refused('xero.record-unreadable', 'the record cannot be mapped');
}

/** Somebody changed the record since the caller read it; Xero itself would overwrite what they wrote. */
export function staleVersion(): Conflict {
  return new Conflict('xero.stale-version' satisfies XeroCode, 'the record was changed meanwhile');
}

/** The error of a call that had no usable answer. */
export function errorOfFailure(error: HttpFailure, now: Date): DunlinError {
  if (error.kind === 'too-large') return refused('xero.answer-too-large', error.message);
  const code: XeroCode = error.kind === 'timeout' ? 'xero.timeout' : 'xero.unavailable';
  return new TryLater(code, error.message, afterOutage(now), { cause: error });
}

export function refused(code: XeroCode, message: string, options: Options = {}): Refused {
  return new Refused(code, message, options);
}

export function hasCode(error: unknown, code: XeroCode): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function afterOutage(now: Date): Date {
  return new Date(now.getTime() + outagePauseMs);
}
