import { z } from 'zod';
import { booksSettings, booksSwitches } from '../integrations/registry.ts';
import { listSetting, urlSetting } from '../integrations/system.ts';
import { isRsaKey } from './dkim-key.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/**
 * Every setting, with what it means. Nothing is needed for a first start: what is missing is replaced by the local PostgreSQL, the
 * sandboxes of QuickBooks and Xero, and the sandbox mailbox.
 */
const settings = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Port of pages, API and webhooks. */
  PORT: port.default(4000),
  HOST: z.string().default('127.0.0.1'),
  /** Public address of Dunlin. */
  BASE_URL: urlSetting.optional(),
  /** Where the local set-up keeps database, keys and sandbox data. */
  DUNLIN_DATA: z.string().default('.dunlin'),
  /** Master secret; every key is derived from it. Generated into DUNLIN_DATA when missing. */
  DUNLIN_SECRET: z.string().min(32).optional(),
  /** Former master secrets, comma-separated: they still open what they sealed. */
  DUNLIN_PREVIOUS_SECRETS: listSetting.default([]),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Read by the PostgreSQL driver itself: how the connection is encrypted and checked. Some hosts' certificates need `no-verify`. */
  PGSSLMODE: z.enum(['disable', 'require', 'verify-ca', 'verify-full', 'no-verify']).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  ...booksSettings,
  SENDGRID_API_KEY: z.string().min(1).optional(),
  SENDGRID_URL: urlSetting.default('https://api.sendgrid.com'),
  /** Public keys of SendGrid's signed event webhook, comma-separated; two while a key is being changed. Without one its posts are refused. */
  SENDGRID_WEBHOOK_KEYS: listSetting.pipe(z.array(z.base64())).optional(),
  /** Host whose mail SendGrid's Inbound Parse posts to us; replies to reminders go there. Without it they go to the organisation. */
  REPLY_HOST: z
    .string()
    .regex(/^(?=.{4,190}$)([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/i)
    .optional(),
  /** Last part of the address it posts to, /webhooks/sendgrid/inbound/<secret>; needed with REPLY_HOST. */
  SENDGRID_INBOUND_SECRET: z
    .string()
    .regex(/^[\w-]{24,128}$/)
    .optional(),
  /** Public keys with which it signs, comma-separated. Without one the secret part of the address alone counts. */
  SENDGRID_INBOUND_KEYS: listSetting.pipe(z.array(z.base64())).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender address of all messages. */
  MAIL_FROM: z.email().default('reminders@dunlin.example'),
  /** Name servers to ask about domains of senders, comma-separated, `1.1.1.1` or `127.0.0.1:5353`; none: those of the machine. */
  DNS_SERVERS: listSetting.default([]),
  /** Name that an SPF record must include so that our mail may leave in a domain's name. */
  MAIL_SPF_INCLUDE: z.hostname().optional(),
  /** Where receivers find the key of our DKIM signatures: `<selector>._domainkey.<domain>`. */
  MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/i)
    .default('dunlin'),
  /** Name that an organisation's DKIM record points to; this or the next one. */
  MAIL_DKIM_TARGET: z.hostname().optional(),
  /** The public key itself, in base64, when organisations publish it as a text. */
  MAIL_DKIM_PUBLIC_KEY: z.base64().optional(),
  /** PEM of an RSA key, in base64: messages over SMTP are signed with it, and its public half is what organisations publish. */
  MAIL_DKIM_PRIVATE_KEY: z
    .base64()
    .refine(isRsaKey, { message: 'not an RSA private key' })
    .optional(),
  /** Ports of the sandboxes that stand in for what is not configured. */
  SANDBOX_QUICKBOOKS_PORT: port.default(4010),
  SANDBOX_XERO_PORT: port.default(4040),
  SANDBOX_MAILBOX_PORT: port.default(4020),
  SANDBOX_SMTP_PORT: port.default(4025),
  /** Default: info in production, else warn. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).optional(),
});

export type Config = z.infer<typeof settings> & { isSandboxBooks: boolean; isSandboxMail: boolean };
export const settingNames = Object.keys(settings.shape);

/** A setting is wrong: the message names it and says what is expected, never its value. */
export class ConfigError extends Error {}

/** Reads settings from the environment. Throws ConfigError naming each wrong one. An empty value counts as not set. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'),
    );
  const config = parsed.data;
  assertTogether(config);
  return {
    ...config,
    isSandboxBooks: !hasBooks(config),
    isSandboxMail: config.SMTP_URL === undefined && config.SENDGRID_API_KEY === undefined,
  };
}

/** One accounting system is enough; only what is configured is offered. */
function hasBooks(config: z.infer<typeof settings>): boolean {
  return booksSwitches.some(({ on }) => isGiven(config, on));
}

function isGiven(config: Record<string, unknown>, name: string): boolean {
  const value = config[name];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function assertTogether(config: z.infer<typeof settings>): void {
  for (const { on, needs } of booksSwitches)
    if (isGiven(config, on) && !needs.every((name) => isGiven(config, name)))
      throw new ConfigError(`${on}: needs ${needs.join(' and ')} too`);
  if (config.SMTP_URL && config.SENDGRID_API_KEY)
    throw new ConfigError('SMTP_URL: set either SMTP_URL or SENDGRID_API_KEY, not both');
  if (config.MAIL_DKIM_TARGET && config.MAIL_DKIM_PUBLIC_KEY)
    throw new ConfigError('MAIL_DKIM_TARGET: set either this or MAIL_DKIM_PUBLIC_KEY, not both');
  if (config.REPLY_HOST && !config.SENDGRID_INBOUND_SECRET)
    throw new ConfigError('REPLY_HOST: needs SENDGRID_INBOUND_SECRET too, or replies get lost');
  if (config.NODE_ENV !== 'production') return;
  for (const name of ['DATABASE_URL', 'DUNLIN_SECRET', 'BASE_URL'] as const)
    if (!config[name]) throw new ConfigError(`${name}: needed when NODE_ENV is production`);
  if (!hasBooks(config))
    throw new ConfigError(
      `${booksSwitches.map(({ on }) => on).join(' or ')}: one is needed when NODE_ENV is production`,
    );
  if (!config.SMTP_URL && !config.SENDGRID_API_KEY)
    throw new ConfigError(
      'SMTP_URL: this or SENDGRID_API_KEY is needed when NODE_ENV is production',
    );
}
