import type { Readable } from 'node:stream';
import { createTransport, type NodemailerError, type SendMailOptions } from 'nodemailer';
import type { Channel, Message, SendAnswer } from '../channel.ts';
import { createMailChannel } from '../mail-channel.ts';
import { toSigning, type DkimKey } from './dkim.ts';
import { defaultLimits, type SmtpLimits } from './limits.ts';
import { toFailure, toSent } from './to-answer.ts';
import { toMail } from './to-mail.ts';
import { toTransportOptions } from './transport-options.ts';

export interface SmtpSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  url: string;
  now: () => Date;
  /** Absent: the server signs, or nobody. */
  dkim?: DkimKey | undefined;
  limits?: Partial<SmtpLimits>;
}

/** E-mail through any SMTP server. Throws NeedsPerson `smtp.unauthorised` from `send` when the server refuses the login. */
export function createSmtpChannel({ url, now, dkim, limits }: SmtpSettings): Channel {
  const allLimits = { ...defaultLimits, ...limits };
  const transport = openTransport(url, allLimits);

  async function handOver(message: Message): Promise<SendAnswer> {
    const trace: BodyTrace = { body: null };
    const signal = AbortSignal.timeout(allLimits.sendTimeoutMs);
    const mail: TracedMail = {
      ...toMail(message, now()),
      ...(dkim && { dkim: toSigning(message, dkim) }),
      signal,
      trace,
    };
    try {
      return toSent(await transport.sendMail(mail));
    } catch (error) {
      return toFailure(error as NodemailerError, trace.body?.readableDidRead ?? false);
    }
  }
  return createMailChannel({
    provider: 'smtp',
    handOver,
    async release(idle) {
      await Promise.race([idle, after(allLimits.drainMs)]);
      transport.transporter.close?.({ force: true });
    },
  });
}

/** Remembers the stream of one message's bytes, to know afterwards whether any of them left. */
interface BodyTrace {
  body: Readable | null;
}
type TracedMail = SendMailOptions & { trace: BodyTrace };

function openTransport(url: string, limits: SmtpLimits) {
  const transport = createTransport(toTransportOptions(url, limits));
  transport.use('stream', (mail, done) => {
    const { trace } = mail.data as unknown as TracedMail;
    const { message } = mail;
    const createReadStream = message.createReadStream.bind(message);
    message.createReadStream = (options) => (trace.body = createReadStream(options));
    done();
  });
  // Each send gets its own error; an idle connection that the server ends is no event for us.
  transport.on('error', () => undefined);
  return transport;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
