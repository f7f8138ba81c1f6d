import { describe, expect, it } from '@jest/globals';
import { defaultLimits } from '../../../integrations/smtp/limits.ts';
import { toTransportOptions } from '../../../integrations/smtp/transport-options.ts';

const options = (url: string) => toTransportOptions(url, defaultLimits);

describe('the address of an SMTP server', () => {
  const cases: [string, object][] = [
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, secure: false, requireTLS: false }],
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, requireTLS: true }],
    ['smtps://mail.example', { host: 'mail.example', port: 465, secure: true, requireTLS: false }],
    ['smtp://mail.example:2525', { port: 2525, requireTLS: false }],
    ['smtp://me:pass@mail.example:2525', { port: 2525, requireTLS: true }],
    ['smtp://me:pass@localhost:2525', { requireTLS: false, auth: { user: 'me', pass: 'pass' } }],
    [
      'smtp://me%40x.example:p%3Ass@[::1]:25',
      { host: '::1', auth: { user: 'me@x.example', pass: 'p:ss' } },
    ],
  ];
  it.each(cases)('%s', (url, expected) => {
    expect(options(url)).toMatchObject(expected);
  });

  it('cannot switch off a protection', () => {
    expect(
      options('smtp://h.example?disableFileAccess=false&maxRequeues=9&ignoreTLS=true'),
    ).toMatchObject({
      pool: true,
      maxRequeues: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
      requireTLS: true,
    });
  });

  it.each(['', 'mail.example', 'http://mail.example', 'smtp:///', 'smtp://me:50%@mail.example'])(
    'names the setting when it is wrong, and not the password: %j',
    (url) => {
      expect(() => options(url)).toThrow(/SMTP_URL/);
      expect(() => options(url)).not.toThrow(/50%@/);
    },
  );
});
