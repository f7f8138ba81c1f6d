import type { z } from 'zod';
import type { Books } from './books.ts';
import type { Channel, Inbound } from './channel.ts';
import { createSendGridChannel } from './sendgrid/index.ts';
import { createInbound } from './sendgrid/inbound.ts';
import { createSmtpChannel } from './smtp/index.ts';
import * as systems from './systems.ts';

const all = Object.values(systems);
type System = (typeof all)[number];
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  both: infer Both,
) => void
  ? Both
  : never;
type BooksSettings = Together<System['settings']>;

/** The settings of all accounting systems, each system's own. */
export const booksSettings = Object.assign(
  {},
  ...all.map(({ settings }) => settings),
) as BooksSettings;

/** Which setting switches a system on, and what it needs then. */
export const booksSwitches: { on: string; needs: string[] }[] = all.map(
  ({ switchedOnBy, needs }) => ({ on: switchedOnBy, needs }),
);

/** Everything the systems need to know from outside; each picks its own settings. */
export interface SystemSettings extends z.output<z.ZodObject<BooksSettings>> {
  SMTP_URL?: string | undefined;
  MAIL_DKIM_SELECTOR: string;
  /** Base64 of a PEM; only SMTP signs with it. */
  MAIL_DKIM_PRIVATE_KEY?: string | undefined;
  SENDGRID_API_KEY?: string | undefined;
  SENDGRID_URL: string;
  SENDGRID_WEBHOOK_KEYS?: string[] | undefined;
  SENDGRID_INBOUND_SECRET?: string | undefined;
  SENDGRID_INBOUND_KEYS?: string[] | undefined;
}

export interface SystemsOptions {
  settings: SystemSettings;
  /** Public address of Dunlin; the vendor sends people back to `/connect/<key>/return`. */
  baseUrl: string;
  now(): Date;
}

/** The systems that this installation offers. */
export async function openBooks(options: SystemsOptions): Promise<Books[]> {
  const opened = await Promise.all(all.map((system) => system.open(options)));
  return opened.filter((one) => one !== null);
}

/** SendGrid when its key is given, else SMTP. Throws RangeError when neither is set. */
export function openEmail({ settings, now }: SystemsOptions): Channel {
  if (settings.SENDGRID_API_KEY)
    return createSendGridChannel({
      apiKey: settings.SENDGRID_API_KEY,
      baseUrl: settings.SENDGRID_URL,
      webhookKeys: settings.SENDGRID_WEBHOOK_KEYS ?? [],
      now,
    });
  if (settings.SMTP_URL)
    return createSmtpChannel({ url: settings.SMTP_URL, now, dkim: dkimKeyOf(settings) });
  throw new RangeError('neither SMTP_URL nor SENDGRID_API_KEY is set');
}

function dkimKeyOf({ MAIL_DKIM_SELECTOR: selector, MAIL_DKIM_PRIVATE_KEY: key }: SystemSettings) {
  return key ? { selector, privateKey: Buffer.from(key, 'base64').toString('utf8') } : undefined;
}

/** Mail that comes in; nothing while it is not configured. It needs not come by the provider that messages leave by. */
export function openInbound({ settings }: SystemsOptions): Inbound | undefined {
  const { SENDGRID_INBOUND_SECRET: secret, SENDGRID_INBOUND_KEYS: keys = [] } = settings;
  return secret === undefined ? undefined : createInbound({ secret, keys });
}

/** What each system's error codes mean, in words for the user. */
export const sentences = all.map((system) => system.sentences);
