export interface MailParts {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  messageId?: string | null;
  headers?: Record<string, string>;
}

/** A plain mail, as a person's mail program writes it. */
export function makeMail({
  from = 'Rose <ap@rose.example>',
  to = 'r@reply.dunlin.example',
  subject = 'Re: Reminder',
  text = 'We pay on Friday.',
  messageId = '<m-1@rose.example>',
  headers = {},
}: MailParts = {}): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 16 Nov 2026 17:00:00 +0000',
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
    'MIME-Version: 1.0',
    ...('Content-Type' in headers ? [] : ['Content-Type: text/plain; charset=utf-8']),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    text,
  ].join('\r\n');
}

/** A report of a mail server about one recipient (RFC 3464). */
export function makeReport(about: {
  address: string;
  action: string;
  status: string;
  returned?: string[];
}): string {
  return makeMail({
    from: 'MAILER-DAEMON@mx.rose.example',
    subject: 'Undelivered Mail',
    messageId: `<report-${about.action}-${about.address}>`,
    headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"' },
    text: [
      '--b',
      'Content-Type: text/plain',
      '',
      'Sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.rose.example',
      '',
      `Final-Recipient: rfc822; ${about.address}`,
      `Action: ${about.action}`,
      `Status: ${about.status}`,
      'Diagnostic-Code: smtp; said the server',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      ...(about.returned ?? []),
      '',
      '--b--',
      '',
    ].join('\r\n'),
  });
}
