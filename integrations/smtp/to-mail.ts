import type { SendMailOptions } from 'nodemailer';
import type { Message } from '../channel.ts';
import { cleanContentType, cleanFileName, frameMail } from '../mail.ts';

/** A message as nodemailer wants it. Addresses go as objects, never as text that would be parsed again. */
export function toMail(message: Message, now: Date): SendMailOptions & { messageId: string } {
  const { to, cc, bcc, subject, fromName, messageId, headers } = frameMail(message);
  const { References: references, 'In-Reply-To': inReplyTo, ...own } = headers;
  return {
    from: { name: fromName, address: message.from.address },
    ...(message.replyTo !== null && { replyTo: { name: '', address: message.replyTo } }),
    to: to.map(bare),
    cc: cc.map(bare),
    bcc: bcc.map(bare),
    subject,
    date: now,
    messageId,
    references,
    inReplyTo,
    headers: own,
    text: message.text,
    html: message.html,
    attachments: message.attachments.map((file) => ({
      filename: cleanFileName(file.fileName),
      contentType: cleanContentType(file.contentType),
      content: file.content,
    })),
  };
}

function bare(address: string): { name: string; address: string } {
  return { name: '', address };
}
