import { randomBytes } from 'node:crypto';

/** A mail as it came over the wire. */
export interface InboundPost {
  to: string[];
  /** Empty for `<>`. */
  from: string;
  /** The whole mail, with its headers. */
  mime: string | Buffer;
}

/** Inbound Parse with `send_raw`: the mail is the field `email`, in whatever bytes it came. */
export function toForm({ to, from, mime }: InboundPost): { body: Buffer; contentType: string } {
  const boundary = `xYzZY${randomBytes(12).toString('hex')}`;
  const field = (name: string, value: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
      Buffer.from(value as string),
      Buffer.from('\r\n'),
    ]);
  const body = Buffer.concat([
    field('dkim', '{@rose.example : pass}'),
    field('email', mime),
    field('to', to.join(', ')),
    field('from', from),
    field('sender_ip', '192.0.2.1'),
    field('spam_report', ''),
    field('envelope', JSON.stringify({ to, from })),
    field('charsets', JSON.stringify({ to: 'UTF-8', from: 'UTF-8' })),
    field('SPF', 'pass'),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}
