import type { SMTPPoolOptions } from 'nodemailer';
import { Bug } from '../../domain/errors.ts';
import type { SmtpLimits } from './limits.ts';

/**
 * `smtp://user:password@host:port` or `smtps://…` as options of the pool. Nothing but scheme, login, host and port is read from the
 * address, so that it cannot switch off a protection. Throws Bug `smtp.bad-url`, without repeating the address: it holds a password.
 */
export function toTransportOptions(
  address: string,
  limits: SmtpLimits,
): SMTPPoolOptions & { pool: true } {
  const url = toUrl(address);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  const hasLogin = url.username !== '';
  return {
    pool: true,
    host,
    port,
    secure,
    // Without it a server that hides STARTTLS would get password and mail in clear text (facts: delivery 4.1).
    requireTLS: !secure && (port === 587 || (hasLogin && !isLoopback(host))),
    ...(hasLogin && { auth: { user: decode(url.username), pass: decode(url.password) } }),
    // The queue decides about another try; a silent requeue could send twice (facts: delivery 4.1).
    maxRequeues: 0,
    // Templates are written by users: they must not read files or call addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: limits.connectionTimeoutMs,
    greetingTimeout: limits.greetingTimeoutMs,
    socketTimeout: limits.socketTimeoutMs,
    dnsTimeout: limits.connectionTimeoutMs,
  };
}

function toUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && url.hostname !== '' && (url.protocol === 'smtp:' || url.protocol === 'smtps:'))
    return url;
  throw new Bug('smtp.bad-url', 'SMTP_URL must look like smtp://user:password@host:587');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new Bug('smtp.bad-url', 'a % in SMTP_URL must be written as %25', { cause });
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
