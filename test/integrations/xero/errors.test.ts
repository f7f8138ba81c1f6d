import { describe, expect, it } from '@jest/globals';
import {
  Bug,
  Busy,
  NeedsReconnect,
  Refused,
  TokenRefused,
  TryLater,
  type DunlinError,
} from '../../../domain/errors.ts';
import { toAnswer } from '../../../integrations/xero/answer.ts';
import { errorOf } from '../../../integrations/xero/errors.ts';

const now = new Date('2026-11-16T10:00:00Z');
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const errorFor = (status: number, body: unknown = '', headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorOf(toAnswer({ status, headers, body: Buffer.from(text) }), now);
};
const problem = (Title: string, Detail: string) => ({
  Type: null,
  Title,
  Detail,
  Instance: 'x',
  Extensions: {},
});
const validation = (...messages: string[]) => ({
  ErrorNumber: 10,
  Type: 'ValidationException',
  Message: 'A validation exception occurred',
  Elements: [{ ValidationErrors: messages.map((Message) => ({ Message })) }],
});

describe('an answer (facts: Xero 4)', () => {
  it.each<[string, number, unknown, new (...args: never[]) => DunlinError, string]>([
    [
      'an expired token',
      401,
      problem('Unauthorized', 'TokenExpired: token expired at 09/24/2021 08:23:47'),
      TokenRefused,
      'xero.token-refused',
    ],
    [
      'a token that is none',
      401,
      problem('Unauthorized', 'AuthenticationUnsuccessful'),
      TokenRefused,
      'xero.token-refused',
    ],
    [
      'a missing scope',
      401,
      problem('Unauthorized', 'AuthorizationUnsuccessful'),
      NeedsReconnect,
      'xero.scope-missing',
    ],
    [
      'the same in lower case',
      401,
      { detail: 'authorizationunsuccessful' },
      NeedsReconnect,
      'xero.scope-missing',
    ],
    ['a 401 without a body', 401, '', TokenRefused, 'xero.token-refused'],
    [
      'an organisation that is gone',
      403,
      problem('Forbidden', 'AuthenticationUnsuccessful'),
      NeedsReconnect,
      'xero.organisation-gone',
    ],
    [
      'a role that is too low',
      403,
      { Message: 'You need the role of an adviser' },
      Refused,
      'xero.no-permission',
    ],
    [
      'a wrong id',
      404,
      'The resource you’re looking for cannot be found',
      Refused,
      'xero.not-found',
    ],
    [
      'a forbidden move',
      400,
      validation('Invoice not of valid status for modification'),
      Refused,
      'xero.invoice-closed',
    ],
    [
      'a locked period',
      400,
      validation('The document date cannot be before the period lock date'),
      Refused,
      'xero.period-locked',
    ],
    [
      'an address',
      400,
      validation('Email address must be valid.'),
      Refused,
      'xero.address-refused',
    ],
    [
      'a name',
      400,
      validation('The contact name X is already assigned to another contact.'),
      Refused,
      'xero.name-taken',
    ],
    ['anything else', 400, validation('Nobody knows'), Refused, 'xero.rejected'],
    ['a filter', 400, { ErrorNumber: 16, Type: 'QueryParseException' }, Bug, 'xero.our-request'],
    ['a header', 412, '', Bug, 'xero.our-request'],
    ['an outage', 503, '<html>offline</html>', TryLater, 'xero.unavailable'],
    ['a fault of theirs', 500, { Message: 'oops' }, TryLater, 'xero.unavailable'],
  ])('that tells of %s', (_name, status, body, kind, code) => {
    const error = errorFor(status, body);
    expect(error).toBeInstanceOf(kind);
    expect(error instanceof TokenRefused).toBe(kind === TokenRefused);
    expect(error?.code).toBe(code);
  });

  it.each([
    [{ 'x-rate-limit-problem': 'minute', 'retry-after': '22' }, 'xero.throttled', 22],
    [{ 'x-rate-limit-problem': 'Minute' }, 'xero.throttled', 60],
    [{ 'x-rate-limit-problem': 'concurrent' }, 'xero.throttled', 2],
    [{ 'x-rate-limit-problem': 'appminute' }, 'xero.throttled', 60],
    [{ 'x-rate-limit-problem': 'DAY', 'retry-after': '7200' }, 'xero.day-used-up', 7_200],
    [{ 'x-rate-limit-problem': 'day' }, 'xero.day-used-up', 3_600],
    [{}, 'xero.throttled', 60],
  ])('429 with %j is %s for %d s (facts: Xero 5)', (headers, code, seconds) => {
    const error = errorFor(429, '', headers);
    expect(error).toBeInstanceOf(Busy);
    expect(error).toMatchObject({ code, at: inSeconds(seconds) });
  });

  it('of 200 and 204 is no error', () => {
    expect([errorFor(200, { Invoices: [] }), errorFor(204)]).toEqual([null, null]);
  });

  it('keeps no sentence of the vendor’s, which may repeat what was sent', () => {
    const error = errorFor(400, validation('Email address secret@kereru.example must be valid.'));
    expect(JSON.stringify([error?.message, String(error?.cause)])).not.toContain('secret');
    const expired = errorFor(401, problem('Unauthorized', 'TokenExpired: eyJhbGciOi'));
    expect(JSON.stringify([expired?.message, String(expired?.cause)])).not.toContain('eyJ');
  });

  it('brings the trace id along', () => {
    expect(errorFor(500, '', { 'xero-correlation-id': 't-1' })?.traceId).toBe('t-1');
  });
});
