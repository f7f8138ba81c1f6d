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
import { traceIdOf, type Answer } from './answer.ts';
import { outagePauseMs, throttlePauseMs } from './limits.ts';
import type { QuickBooksCode } from './sentences.ts';

/**
 * What may be kept of a vendor's no: numbers and the name of a field. Never its words, since those of code 3200 hold the token, and
 * never the request (facts: QuickBooks 5.1).
 */
export class Fault extends Error {
  readonly status: number;
  readonly vendorCode: string | undefined;
  readonly type: string | undefined;
  readonly element: string | undefined;

  constructor(status: number, parts: FaultParts) {
    super(`HTTP ${status}, ${parts.type ?? 'no fault type'}, code ${parts.vendorCode ?? 'none'}`);
    this.name = 'Fault';
    this.status = status;
    this.vendorCode = parts.vendorCode;
    this.type = parts.type;
    this.element = parts.element;
  }
}

interface FaultParts {
  vendorCode?: string | undefined;
  type?: string | undefined;
  element?: string | undefined;
}

type Kind = 'token' | 'reconnect' | 'refused' | 'conflict' | 'bug';

/** Codes that mean the same under any status (facts: QuickBooks 5.2). What is not listed is refused as it stands. */
const meanings = new Map<string, [Kind, QuickBooksCode]>([
  ['100', ['token', 'quickbooks.token-refused']],
  ['3200', ['token', 'quickbooks.token-refused']],
  ['120', ['reconnect', 'quickbooks.access-lost']],
  ['3100', ['reconnect', 'quickbooks.not-authorised']],
  ['6190', ['reconnect', 'quickbooks.subscription-ended']],
  ['5020', ['refused', 'quickbooks.no-permission']],
  ['610', ['refused', 'quickbooks.not-found']],
  ['5010', ['conflict', 'quickbooks.stale-version']],
  ['600', ['conflict', 'quickbooks.request-repeated']],
  ['6210', ['refused', 'quickbooks.period-closed']],
  ['2210', ['refused', 'quickbooks.address-refused']],
  ['2050', ['refused', 'quickbooks.text-too-long']],
  ['500', ['bug', 'quickbooks.unsupported']],
  ['1040', ['bug', 'quickbooks.our-request']],
  ['2010', ['bug', 'quickbooks.our-request']],
  ['2020', ['bug', 'quickbooks.our-request']],
  ['2030', ['bug', 'quickbooks.our-request']],
  ['2080', ['bug', 'quickbooks.our-request']],
  ['4000', ['bug', 'quickbooks.our-request']],
  ['4001', ['bug', 'quickbooks.our-request']],
]);

const classes = {
  token: TokenRefused,
  reconnect: NeedsReconnect,
  refused: Refused,
  conflict: Conflict,
  bug: Bug,
};

/** The error that an answer stands for; null when it is no error. A Fault counts under any status, 200 too. */
export function errorOf(answer: Answer, now: Date): DunlinError | null {
  const parts = faultParts(answer.body);
  if (answer.status >= 200 && answer.status < 300 && parts === null) return null;
  const fault = new Fault(answer.status, parts ?? {});
  const traceId = traceIdOf(answer);
  if (answer.status === 429 || fault.vendorCode === '3001') return throttled(answer, fault, now);
  if (answer.status >= 500 || answer.status === 408) return unavailable(fault, now, traceId);
  const [kind, code] = meaningOf(fault);
  return new classes[kind](code, fault.message, { cause: fault, traceId });
}

function meaningOf(fault: Fault): [Kind, QuickBooksCode] {
  const known = meanings.get(fault.vendorCode ?? '');
  if (known) return known;
  if (fault.status === 401) return ['token', 'quickbooks.token-refused'];
  if (fault.status === 403) return ['reconnect', 'quickbooks.not-authorised'];
  return ['refused', 'quickbooks.rejected'];
}

function throttled(answer: Answer, cause: Fault, now: Date): Busy {
  const at =
    retryAfter(answer.headers['retry-after'], now) ?? new Date(now.getTime() + throttlePauseMs);
  const code: QuickBooksCode = 'quickbooks.throttled';
  return new Busy(code, cause.message, at, { cause, traceId: traceIdOf(answer) });
}

function unavailable(cause: Fault, now: Date, traceId: string | undefined): TryLater {
  const code: QuickBooksCode = 'quickbooks.unavailable';
  return new TryLater(code, cause.message, afterOutage(now), { cause, traceId });
}

/** An answer of HTTP 200 whose body is not what was asked for: cut off, or a page of HTML. */
export function garbled(answer: Answer, now: Date): TryLater {
  const code: QuickBooksCode = 'quickbooks.garbled';
  return new TryLater(code, `HTTP ${answer.status} with an unreadable body`, afterOutage(now), {
    traceId: traceIdOf(answer),
  });
}

/** A single record came that cannot be mapped, where there is no page to leave it out of. */
export function unreadableRecord(): Refused {
  return refused('quickbooks.record-unreadable', 'the record cannot be mapped');
}

/** The error of a call that had no usable answer. */
export function errorOfFailure(error: HttpFailure, now: Date): DunlinError {
  if (error.kind === 'too-large') return refused('quickbooks.answer-too-large', error.message);
  const code: QuickBooksCode =
    error.kind === 'timeout' ? 'quickbooks.timeout' : 'quickbooks.unavailable';
  return new TryLater(code, error.message, afterOutage(now), { cause: error });
}

export function refused(
  code: QuickBooksCode,
  message: string,
  options: { cause?: unknown; traceId?: string | undefined } = {},
): Refused {
  return new Refused(code, message, options);
}

function afterOutage(now: Date): Date {
  return new Date(now.getTime() + outagePauseMs);
}

/** Code, type and field of a fault in any of its dresses; null when the body is none. Never throws. */
function faultParts(body: unknown): FaultParts | null {
  if (Buffer.isBuffer(body)) return null;
  if (typeof body === 'string') return faultInText(body);
  if (Array.isArray(body)) return firstFault(body);
  const items = record(body)?.['BatchItemResponse'];
  if (Array.isArray(items)) return firstFault(items);
  const fault = record(record(body)?.['Fault']) ?? record(record(body)?.['fault']);
  if (!fault) return null;
  const errors = fault['Error'] ?? fault['error'];
  const first = Array.isArray(errors) ? record(errors[0]) : undefined;
  return {
    type: text(fault['type']),
    vendorCode: text(first?.['code']),
    element: text(first?.['element']),
  };
}

/** An upload answers with a list, a batch with items; we use neither where half an answer would do. */
function firstFault(items: unknown[]): FaultParts | null {
  for (const item of items) {
    const parts = faultParts(item);
    if (parts) return parts;
  }
  return null;
}

/** XML of the gateway: `<Error code="3001">` or `errorCode=003001` (facts: QuickBooks 5.1). */
function faultInText(body: string): FaultParts | null {
  if (!/<\w*Fault\b/.test(body)) return null;
  const code = /\bcode="0*(\d+)"/.exec(body) ?? /\berrorCode=0*(\d+)/.exec(body);
  return { vendorCode: code?.[1], type: /<\w*Fault\b[^>]*\btype="(\w+)"/.exec(body)?.[1] };
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
