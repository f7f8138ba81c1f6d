import { createTransport, type SendMailOptions } from 'nodemailer';
import { startSandboxMailbox, type SandboxMailbox } from '../../../sandbox/mailbox/index.ts';

export interface Answer {
  code: string | undefined;
  responseCode: number | undefined;
  command: string | undefined;
}

/** Sends one mail the way a stranger's program does. Resolves to what the server answered, also when it refused. */
export async function send(smtpUrl: string, mail: SendMailOptions): Promise<Answer | string> {
  const transport = createTransport({ url: smtpUrl, disableFileAccess: true });
  try {
    const sent = await transport.sendMail({ from: 'shop@seller.example', text: 'hello', ...mail });
    return sent.response;
  } catch (error) {
    const { code, responseCode, command } = error as Answer;
    return { code, responseCode, command };
  } finally {
    transport.close();
  }
}

/** Sends `Invoice F-1` to `Invoice F-<count>`, one after the other over one connection. */
export async function sendAll(smtpUrl: string, count: number): Promise<void> {
  const transport = createTransport({ url: smtpUrl, pool: true });
  for (let n = 1; n <= count; n += 1)
    await transport.sendMail({
      from: 'shop@seller.example',
      to: `customer-${n}@a.example`,
      subject: `Invoice F-${n}`,
      text: 'hello',
    });
  transport.close();
}

export async function withMailbox(
  options: Parameters<typeof startSandboxMailbox>[0],
  use: (mailbox: SandboxMailbox) => Promise<void>,
): Promise<void> {
  const mailbox = await startSandboxMailbox(options);
  try {
    await use(mailbox);
  } finally {
    await mailbox.close();
  }
}
