import { describe, expect, it } from '@jest/globals';
import { NeedsPerson } from '../../../domain/errors.ts';
import { HttpFailure } from '../../../integrations/http.ts';
import { toAnswer, toFailure } from '../../../integrations/sendgrid/to-answer.ts';

const now = new Date('2026-11-22T08:00:00Z');
const answerOf = (status: number, body: unknown = '', headers: Record<string, string> = {}) =>
  toAnswer(
    { status, headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    '<k@mail.x.example>',
    now,
  );
const errors = (field: string | null, message = 'no') => ({
  errors: [{ message, field, help: null }],
});

describe('an answer decides by status and field (facts: delivery 3.2)', () => {
  const soft = { kind: 'refused', severity: 'soft' };
  const hard = { kind: 'refused', severity: 'hard' };
  const cases: [number, unknown, object][] = [
    [202, '', { kind: 'sent', messageId: '<k@mail.x.example>', refusedRecipients: [] }],
    [400, errors('personalizations.0.to.0.email'), hard],
    [400, errors('personalizations.0.to'), hard],
    [400, errors('personalizations.0.cc.0.email'), soft],
    [400, errors('from.email'), soft],
    [400, errors(null), soft],
    [400, '<html>proxy</html>', soft],
    [403, errors('from'), soft],
    [413, errors(null), soft],
    [408, '', { kind: 'unknown' }],
    [500, errors(null), { kind: 'unknown' }],
    [503, '<html>', { kind: 'unknown' }],
    [204, '', { kind: 'unknown' }],
  ];
  it.each(cases)('%i %j', (status, body, expected) => {
    expect(answerOf(status, body)).toMatchObject(expected);
  });

  it('keeps what SendGrid said about each field', () => {
    const body = {
      errors: [...errors('from', 'not verified').errors, ...errors(null, 'and more').errors],
    };
    expect(answerOf(403, body)).toMatchObject({
      code: 'sendgrid.403',
      raw: 'from: not verified; and more',
    });
  });

  it.each([
    [401, 'sendgrid.unauthorised'],
    [302, 'sendgrid.not-sendgrid'],
  ])('asks for a person after %i', (status, code) => {
    const failed = (): unknown => {
      try {
        return answerOf(status);
      } catch (error) {
        return error;
      }
    };
    expect(failed()).toBeInstanceOf(NeedsPerson);
    expect(failed()).toMatchObject({ code });
  });
});

describe('the pause after 429', () => {
  const at = (s: number) => String(now.getTime() / 1000 + s);
  it.each([
    ['until the reset', { 'x-ratelimit-reset': at(42) }, 42_000],
    ['never more than five minutes', { 'x-ratelimit-reset': at(7200) }, 300_000],
    ['at least a second when the reset is over', { 'x-ratelimit-reset': at(-9) }, 1000],
    ['a minute without a reset', {}, 60_000],
    ['a minute when the reset is no number', { 'x-ratelimit-reset': 'soon' }, 60_000],
  ])('%s', (_what, headers, afterMs) => {
    expect(answerOf(429, '', headers as Record<string, string>)).toMatchObject({
      kind: 'later',
      afterMs,
    });
  });
});

describe('no answer', () => {
  it.each<[HttpFailure, string]>([
    [new HttpFailure('network', 'ECONNREFUSED'), 'later'],
    [new HttpFailure('network', 'ENOTFOUND'), 'later'],
    [new HttpFailure('network', 'CERT_HAS_EXPIRED'), 'later'],
    [new HttpFailure('network', 'ECONNRESET'), 'unknown'],
    [new HttpFailure('network', 'CONNECT_TIMEOUT'), 'later'],
    [new HttpFailure('network', 'UND_ERR_SOCKET'), 'unknown'],
    [new HttpFailure('network'), 'unknown'],
    [new HttpFailure('timeout'), 'unknown'],
    [new HttpFailure('too-large'), 'unknown'],
  ])('%s is %s', (failure, kind) => {
    expect(toFailure(failure)).toMatchObject({ kind });
  });
});
