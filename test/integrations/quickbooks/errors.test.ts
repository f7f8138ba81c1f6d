import { describe, expect, it } from '@jest/globals';
import {
  Bug,
  Conflict,
  NeedsReconnect,
  Refused,
  TokenRefused,
  TryLater,
} from '../../../domain/errors.ts';
import type { Answer } from '../../../integrations/quickbooks/answer.ts';
import { errorOf } from '../../../integrations/quickbooks/errors.ts';

const now = new Date('2026-11-16T12:00:00Z');
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  body,
  headers: { intuit_tid: 'tid-1', ...headers },
});
const fault = (code: string, type = 'ValidationFault') => ({
  Fault: { Error: [{ Message: 'm', Detail: 'd', code, element: '' }], type },
});
const gateway = (code: string) => ({
  warnings: null,
  fault: { error: [{ message: 'm', detail: 'Token: eyJsecret', code, element: null }] },
  batchItemResponse: [],
});

describe('the error of an answer', () => {
  it.each([
    [401, gateway('3200'), TokenRefused, 'quickbooks.token-refused'],
    [403, fault('100'), TokenRefused, 'quickbooks.token-refused'],
    [401, '<html>', TokenRefused, 'quickbooks.token-refused'],
    [401, gateway('120'), NeedsReconnect, 'quickbooks.access-lost'],
    [403, gateway('3100'), NeedsReconnect, 'quickbooks.not-authorised'],
    [403, '', NeedsReconnect, 'quickbooks.not-authorised'],
    [403, fault('6190'), NeedsReconnect, 'quickbooks.subscription-ended'],
    [400, fault('6190'), NeedsReconnect, 'quickbooks.subscription-ended'],
    [200, fault('3200', 'AuthenticationFault'), TokenRefused, 'quickbooks.token-refused'],
    [400, fault('5010'), Conflict, 'quickbooks.stale-version'],
    [400, fault('600'), Conflict, 'quickbooks.request-repeated'],
    [400, fault('610'), Refused, 'quickbooks.not-found'],
    [200, fault('610'), Refused, 'quickbooks.not-found'],
    [400, fault('6210'), Refused, 'quickbooks.period-closed'],
    [400, fault('2210'), Refused, 'quickbooks.address-refused'],
    [400, fault('6000'), Refused, 'quickbooks.rejected'],
    [400, fault('constructor'), Refused, 'quickbooks.rejected'],
    [400, 'no', Refused, 'quickbooks.rejected'],
    [404, '<html>', Refused, 'quickbooks.rejected'],
    [400, fault('4001'), Bug, 'quickbooks.our-request'],
    [400, fault('500'), Bug, 'quickbooks.unsupported'],
    [500, fault('10000', 'SystemFault'), TryLater, 'quickbooks.unavailable'],
    [503, '<html>', TryLater, 'quickbooks.unavailable'],
    [504, null, TryLater, 'quickbooks.unavailable'],
    [429, gateway('3001'), TryLater, 'quickbooks.throttled'],
    [429, '<Fault type="SERVICE"><Error code="3001"/></Fault>', TryLater, 'quickbooks.throttled'],
    [429, '', TryLater, 'quickbooks.throttled'],
    [200, [fault('6000')], Refused, 'quickbooks.rejected'],
    [
      200,
      {
        BatchItemResponse: [
          { bId: 'a', QueryResponse: {} },
          { bId: 'b', ...fault('5010') },
        ],
      },
      Conflict,
      'quickbooks.stale-version',
    ],
  ])('HTTP %i with %j', (status, body, type, code) => {
    const error = errorOf(answer(status, body), now);
    expect(error).toBeInstanceOf(type);
    expect(error instanceof TokenRefused).toBe(type === TokenRefused);
    expect(error).toMatchObject({ code, traceId: 'tid-1' });
  });

  it.each([
    [{ QueryResponse: {} }],
    [{ Invoice: { PrivateNote: '<Fault>' } }],
    ['plain text'],
    [{ fault: null, QueryResponse: {} }],
  ])('is none for %j under HTTP 200', (body) => {
    expect(errorOf(answer(200, body), now)).toBeNull();
  });

  it('keeps when to come back, a minute when nothing is said', () => {
    const told = errorOf(answer(429, '', { 'retry-after': '7' }), now);
    expect(told).toMatchObject({ at: new Date('2026-11-16T12:00:07Z') });
    expect(errorOf(answer(429, ''), now)).toMatchObject({ at: new Date('2026-11-16T12:01:00Z') });
  });

  it('keeps numbers of the fault, never its words', () => {
    const error = errorOf(answer(401, gateway('3200')), now);
    expect(error?.cause).toMatchObject({ status: 401, vendorCode: '3200' });
    expect(String(error?.stack) + String((error?.cause as Error).stack)).not.toContain('eyJsecret');
  });
});
