import type { AddressObject, ParsedMail } from 'mailparser';
import { simpleParser } from 'mailparser';

/** One received mail as lists and searches show it. */
export interface StoredMessage {
  /** Grows with every mail and is never used twice, also not after `clear()`. */
  id: string;
  receivedAt: string;
  /** `accepted without answer`: the mail is here, but the sender was never told (`drop@`, or it hung up while waiting). */
  outcome: 'accepted' | 'accepted without answer';
  envelope: { from: string; to: string[] };
  from: string;
  to: string[];
  cc: string[];
  subject: string;
  messageId: string;
  /** Names in lower case, values unfolded; of a repeated header the last. */
  headers: Record<string, string>;
  sizeBytes: number;
}

/** One received mail, read completely. */
export interface MessageDetail extends StoredMessage {
  text: string;
  html: string | null;
  attachments: { index: number; fileName: string; contentType: string; sizeBytes: number }[];
}

export interface AttachedFile {
  fileName: string;
  contentType: string;
  content: Buffer;
}

export type Arrival = Pick<StoredMessage, 'id' | 'receivedAt' | 'outcome' | 'envelope'>;

/** Reads the header block only: a summary must not cost more the bigger the mail is. */
export async function toStoredMessage(raw: Buffer, arrival: Arrival): Promise<StoredMessage> {
  const mail = await simpleParser(headerBlock(raw));
  return {
    ...arrival,
    from: addressTexts(mail.from)[0] ?? '',
    to: addressTexts(mail.to),
    cc: addressTexts(mail.cc),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    headers: headersOf(mail),
    sizeBytes: raw.length,
  };
}

export async function toMessageDetail(raw: Buffer, summary: StoredMessage): Promise<MessageDetail> {
  const mail = await simpleParser(raw);
  return {
    ...summary,
    text: mail.text ?? '',
    html: mail.html === false ? null : mail.html,
    attachments: mail.attachments.map((file, index) => ({
      index,
      fileName: file.filename ?? `attachment-${index + 1}`,
      contentType: file.contentType,
      sizeBytes: file.size,
    })),
  };
}

export async function readAttachment(raw: Buffer, index: number): Promise<AttachedFile | null> {
  const file = (await simpleParser(raw)).attachments[index];
  if (!file) return null;
  return {
    fileName: file.filename ?? `attachment-${index + 1}`,
    contentType: file.contentType,
    content: file.content,
  };
}

function headerBlock(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end === -1 ? raw : raw.subarray(0, end + 4);
}

function addressTexts(field: AddressObject | AddressObject[] | undefined): string[] {
  const groups = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return groups.flatMap((group) => group.value.map(({ address, name }) => write(name, address)));
}

function write(name: string, address: string | undefined): string {
  return name ? `${name} <${address ?? ''}>` : (address ?? '');
}

function headersOf(mail: ParsedMail): Record<string, string> {
  return Object.fromEntries(
    mail.headerLines.map(({ key, line }) => [
      key,
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n[ \t]+/g, ' ')
        .trim(),
    ]),
  );
}
