import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { isAutomatic } from '../../domain/deliveries/automatic.ts';
import { bounceReport } from '../../domain/deliveries/bounce-report.ts';
import { Refused } from '../../domain/errors.ts';
import type { InboundMail, InboundPost } from '../channel.ts';
import { cleanText } from '../mail.ts';

/** Longest text that is looked at; what a person wrote stands at its beginning. */
const MOST_TEXT = 100_000;

/** What a mail says, as far as it matters here. Throws Refused for bytes that are no mail. */
export async function readMail({ from: envelopeFrom, mime }: InboundPost): Promise<InboundMail> {
  const parsed = await parse(mime);
  const sender = parsed.from?.value[0];
  const from = cleanText(sender?.address ?? '', 320);
  const raw = mime.toString('latin1');
  const bounces = bounceReport(raw);
  const subject = cleanText(parsed.subject ?? '', 250);
  const header = (name: string) => headerOf(parsed, name);
  return {
    messageId: parsed.messageId ?? null,
    fromName: cleanText(sender?.name ?? '', 120),
    from,
    replyTo: cleanText(parsed.replyTo?.value[0]?.address ?? '', 320) || from,
    subject,
    text: (parsed.text ?? '').slice(0, MOST_TEXT),
    threadIds: bounces.length > 0 ? idsIn(raw) : idsIn(threadOf(parsed)),
    automatic: isAutomatic({ header, envelopeFrom, from, subject }),
    bounces,
  };
}

async function parse(mime: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(mime, { skipImageLinks: true });
  } catch (cause) {
    throw new Refused('sendgrid.inbound-unreadable', 'the post holds no mail', { cause });
  }
}

function threadOf({ inReplyTo = '', references = [] }: ParsedMail): string {
  return [inReplyTo, ...[references].flat()].join(' ');
}

/** Message ids in angle brackets, as many as a long conversation has. */
function idsIn(text: string): string[] {
  return [...new Set(text.match(/<[^<>\s]{1,300}@[^<>\s]{1,200}>/g) ?? [])].slice(0, 200);
}

function headerOf({ headers }: ParsedMail, name: string): string | undefined {
  const value = headers.get(name);
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return String(value[0]);
  if (value instanceof Date) return value.toISOString();
  return 'value' in value && typeof value.value === 'string'
    ? value.value
    : ((value as AddressObject).text ?? '');
}
