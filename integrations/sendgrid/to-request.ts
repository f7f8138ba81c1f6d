import type { Message } from '../channel.ts';
import {
  cleanContentType,
  cleanFileName,
  frameMail,
  type ListHeader,
  type MailHeader,
} from '../mail.ts';

interface Address {
  email: string;
  name?: string;
}

/** Body of POST /v3/mail/send, as far as we use it (facts: delivery 3.1). */
export interface MailSendBody {
  personalizations: [{ to: Address[]; cc?: Address[]; bcc?: Address[] }];
  from: Address;
  reply_to?: Address;
  subject: string;
  content: { type: string; value: string }[];
  attachments?: { content: string; filename: string; type: string; disposition: 'attachment' }[];
  headers: Record<MailHeader | 'Message-ID', string> & Partial<Record<ListHeader, string>>;
  custom_args: { delivery_id: string; org: string };
  tracking_settings: Record<'click_tracking' | 'open_tracking', { enable: false }>;
}

/**
 * Opaque ids only in `custom_args`: SendGrid keeps them long and gives no way to remove them. Tracking is off, so that links lead where
 * they say. The Message-ID may be replaced on the way (facts: delivery 5.1); evidence is matched by `custom_args`.
 */
export function toRequest(message: Message): { body: MailSendBody; messageId: string } {
  const frame = frameMail(message);
  const { to, cc, bcc } = frame;
  const body: MailSendBody = {
    personalizations: [
      {
        to: to.map(bare),
        ...(cc.length > 0 && { cc: cc.map(bare) }),
        ...(bcc.length > 0 && { bcc: bcc.map(bare) }),
      },
    ],
    from: { email: message.from.address, name: frame.fromName },
    ...(message.replyTo !== null && { reply_to: { email: message.replyTo } }),
    subject: frame.subject,
    content: [
      { type: 'text/plain', value: message.text },
      { type: 'text/html', value: message.html },
    ],
    ...(message.attachments.length > 0 && { attachments: message.attachments.map(toAttachment) }),
    headers: { 'Message-ID': frame.messageId, ...frame.headers },
    custom_args: { delivery_id: message.key, org: message.organisationId },
    tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
  };
  return { body, messageId: frame.messageId };
}

function toAttachment(file: Message['attachments'][number]) {
  return {
    content: file.content.toString('base64'),
    filename: cleanFileName(file.fileName),
    type: cleanContentType(file.contentType),
    disposition: 'attachment' as const,
  };
}

function bare(email: string): Address {
  return { email };
}
