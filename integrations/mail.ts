import { Bug } from '../domain/errors.ts';
import type { Message, SendAnswer } from './channel.ts';

/** What both e-mail providers must get right in the same way: addresses, header texts, file names, ids of the thread. */
export interface MailFrame {
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  fromName: string;
  messageId: string;
  /** The fixed list of headers that we set ourselves. Nothing a user or the books wrote becomes a header name. */
  headers: Record<MailHeader, string> & Partial<Record<ListHeader, string>>;
}

export type MailHeader =
  'X-Dunlin-Delivery' | 'Auto-Submitted' | 'Content-Language' | 'References' | 'In-Reply-To';
export type ListHeader = 'List-Unsubscribe' | 'List-Unsubscribe-Post';

/**
 * Frames a message. Subject and names come from the books and are cleaned; addresses and ids are ours to have checked, so a wrong one
 * throws Bug before anything is sent (header injection, facts: security 8).
 */
export function frameMail(message: Message): MailFrame {
  const recipients = uniqueRecipients(message);
  if (message.replyTo !== null) checkedAddress(message.replyTo);
  const mailHost = mailHostOf(checkedAddress(message.from.address));
  const root = `<${threadName(message.threadKey)}@${mailHost}>`;
  return {
    ...recipients,
    subject: cleanText(message.subject, 250),
    fromName: cleanText(message.from.name, 120),
    messageId: `<${checkedKey(message.key)}@${mailHost}>`,
    headers: {
      'X-Dunlin-Delivery': message.key,
      // Keeps automatic answers away (facts: delivery 3.6).
      'Auto-Submitted': 'auto-generated',
      'Content-Language': message.language,
      // One constant root per thread groups the messages even when a provider replaces each Message-ID (facts: delivery 5.1).
      References: root,
      'In-Reply-To': root,
      ...(message.unsubscribeUrl !== undefined && listHeaders(message.unsubscribeUrl)),
    },
  };
}

/** One header each, with one address that takes the POST of a mail program (facts: delivery 5.4). */
function listHeaders(url: string): Record<ListHeader, string> {
  if (!/^https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]{1,900}$/.test(url))
    throw new Bug('mail.bad-unsubscribe', 'an unsubscribe address must be one plain URL');
  return {
    'List-Unsubscribe': `<${url}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function mailHostOf(from: string): string {
  return `mail.${from.slice(from.lastIndexOf('@') + 1)}`;
}

/** Largest sum of attached files; mail systems refuse more after encoding. The caller's own cap is lower (facts: delivery 5.6). */
export const maxAttachedBytes = 25 * 1024 * 1024;

/** The refusal of a message whose files no mail system would take, else null. */
export function refuseTooBig({ attachments }: Message): SendAnswer | null {
  const bytes = attachments.reduce((sum, file) => sum + file.content.length, 0);
  if (bytes <= maxAttachedBytes) return null;
  const raw = `attachments of ${bytes} bytes exceed ${maxAttachedBytes}`;
  return { kind: 'refused', severity: 'soft', code: 'mail.attachments-too-big', raw };
}

/** One line without control or direction-changing characters, at most `maxLength` characters. */
export function cleanText(text: string, maxLength: number): string {
  const line = text.replace(/\s+/gu, ' ').replace(unsafe, '').trim();
  return [...line].slice(0, maxLength).join('').trimEnd();
}

/** A bare file name: what a path or a hostile name leaves after cleaning, at most 150 characters with its ending kept. */
export function cleanFileName(name: string): string {
  const bare = cleanText(name.replace(/^.*[/\\]/su, ''), 1000)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^\.+/, '');
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(bare)?.[0] ?? '';
  const stem = [...bare.slice(0, bare.length - ending.length)].slice(0, 150 - ending.length);
  return stem.length === 0 ? `attachment${ending}` : stem.join('') + ending;
}

/** A MIME type is two tokens; anything else is a header of somebody's making and becomes plain bytes. */
export function cleanContentType(type: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream';
}

/** What a provider said, short enough to keep and without line breaks that would blur a log. */
export function shortRaw(text: string): string {
  return cleanText(text, 1000);
}

/** Control characters, line and paragraph separators, and marks that change the direction of text (ASVS 5.4.2). */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** No spaces, quotes, brackets or lists: one plain address, as addresses are checked when they enter. */
const plainAddress = /^[^\s\p{Cc}"(),:;<>@[\\\]]+@[^\s\p{Cc}"(),:;<>@[\\\]]+$/u;

function checkedAddress(address: string): string {
  if (address.length > 254 || !plainAddress.test(address))
    throw new Bug('mail.bad-address', 'an address that is not one plain address reached a channel');
  return address;
}

function checkedKey(key: string): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(key))
    throw new Bug('mail.bad-key', 'a delivery key must be letters, digits and hyphens');
  return key;
}

function threadName(threadKey: string): string {
  if (!/^[\x21-\x7e]{1,120}$/.test(threadKey))
    throw new Bug('mail.bad-thread', 'a thread key must be printable ASCII without spaces');
  return `thread.${threadKey.replace(/[^A-Za-z0-9-]/g, '.').replace(/^\.+|\.+$|(\.)\.+/g, '$1')}`;
}

/** Each address once, in the most visible place: providers refuse or double an address that stands twice. */
function uniqueRecipients(message: Message): Pick<MailFrame, 'to' | 'cc' | 'bcc'> {
  const seen = new Set<string>();
  const once = (addresses: string[]): string[] =>
    addresses.map(checkedAddress).filter((address) => {
      const known = seen.has(address.toLowerCase());
      seen.add(address.toLowerCase());
      return !known;
    });
  if (message.to.length === 0) throw new Bug('mail.no-recipient', 'a message needs a recipient');
  return { to: once(message.to), cc: once(message.cc), bcc: once(message.bcc) };
}
