import { createServer, type AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Channel } from '../../integrations/channel.ts';
import { createSendGridChannel } from '../../integrations/sendgrid/index.ts';
import { createSmtpChannel } from '../../integrations/smtp/index.ts';
import { startSandboxMailbox } from '../../sandbox/mailbox/index.ts';
import { startSandboxSendGrid } from '../../sandbox/sendgrid/index.ts';

/** A mail as the other side holds it, whatever the provider. */
export interface Arrived {
  evidenceKey: string | undefined;
  messageId: string | undefined;
  references: string | undefined;
  autoSubmitted: string | undefined;
  subject: string;
  fromName: string;
  recipients: string[];
  text: string;
  html: string;
  files: { fileName: string; content: Buffer }[];
  headerNames: string[];
  /** Lines of the headers about unsubscribing, as they are written. */
  listHeaders: string[];
}

/** One provider over a real connection: its channel, and the other side to look at. Both sides treat the same addresses alike. */
export interface World {
  channel: Channel;
  /** Waits 400 ms for an answer, so that only cases about waiting depend on how busy the machine is. */
  impatient: Channel;
  /** Channels to nowhere and with a wrong login. */
  unreachable(): Promise<Channel>;
  unauthorised(): Promise<{ channel: Channel; close(): Promise<void> }>;
  arrived(): Promise<Arrived[]>;
  close(): Promise<void>;
}

export const now = (): Date => new Date('2026-11-22T08:00:00Z');

export const worlds: { provider: string; start(): Promise<World> }[] = [
  { provider: 'smtp', start: startSmtpWorld },
  { provider: 'sendgrid', start: startSendGridWorld },
];

/** A port that nobody listens on: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startSmtpWorld(): Promise<World> {
  const mailbox = await startSandboxMailbox({ slowMs: 60_000 });
  const open = (limits = {}): Channel => createSmtpChannel({ url: mailbox.smtpUrl, now, limits });
  const [channel, impatient] = [open(), open({ socketTimeoutMs: 400 })];
  return {
    channel,
    impatient,
    unreachable: async () =>
      createSmtpChannel({ url: `smtp://127.0.0.1:${await closedPort()}`, now }),
    unauthorised: startRefusedLogin,
    async arrived() {
      const messages = await mailbox.messages();
      return Promise.all(messages.map(({ id }) => readArrived(mailbox.url, id)));
    },
    async close() {
      await Promise.all([channel.close(), impatient.close()]);
      await mailbox.close();
    },
  };
}

async function startRefusedLogin(): Promise<{ channel: Channel; close(): Promise<void> }> {
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, answer) => answer(new Error('5.7.8 wrong password')),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const channel = createSmtpChannel({ url: `smtp://me:wrong@127.0.0.1:${port}`, now });
  return { channel, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function readArrived(url: string, id: string): Promise<Arrived> {
  const raw = await (await fetch(`${url}/messages/${id}/raw`)).arrayBuffer();
  const mail = await simpleParser(Buffer.from(raw));
  const line = (name: string): string | undefined =>
    mail.headerLines.find(({ key }) => key === name)?.line.replace(/^[^:]+:\s*/, '');
  const envelope = (await (await fetch(`${url}/api/messages/${id}`)).json()) as {
    envelope: { to: string[] };
  };
  return {
    evidenceKey: line('x-dunlin-delivery'),
    messageId: mail.messageId,
    references: line('references'),
    autoSubmitted: line('auto-submitted'),
    subject: mail.subject ?? '',
    fromName: mail.from?.value[0]?.name ?? '',
    recipients: envelope.envelope.to,
    text: (mail.text ?? '').trim(),
    html: mail.html === false ? '' : mail.html.trim(),
    files: mail.attachments.map((file) => ({
      fileName: file.filename ?? '',
      content: file.content,
    })),
    headerNames: mail.headerLines.map(({ key }) => key),
    listHeaders: mail.headerLines.flatMap(({ key, line }) =>
      key.startsWith('list-') ? [line.replace(/\r\n(?=\s)/g, '')] : [],
    ),
  };
}

async function startSendGridWorld(): Promise<World> {
  const provider = await startSandboxSendGrid({ now });
  const open = (apiKey: string, baseUrl = provider.url): Channel =>
    createSendGridChannel({ apiKey, baseUrl, now });
  const channel = open(provider.apiKey);
  const patience = { apiKey: provider.apiKey, baseUrl: provider.url, timeoutMs: 400 };
  const impatient = createSendGridChannel({ ...patience, now });
  return {
    channel,
    impatient,
    unreachable: async () => open(provider.apiKey, `http://127.0.0.1:${await closedPort()}`),
    unauthorised: () =>
      Promise.resolve({ channel: open('SG.wrong'), close: async () => undefined }),
    arrived: () =>
      Promise.resolve(
        provider.taken.map(({ body }) => {
          const headers = body.headers ?? {};
          const envelopes = body.personalizations;
          return {
            evidenceKey: body.custom_args?.['delivery_id'],
            messageId: headers['Message-ID'],
            references: headers['References'],
            autoSubmitted: headers['Auto-Submitted'],
            subject: body.subject,
            fromName: body.from.name ?? '',
            recipients: envelopes.flatMap(({ to, cc = [], bcc = [] }) =>
              [...to, ...cc, ...bcc].map(({ email }) => email),
            ),
            text: body.content[0]?.value ?? '',
            html: body.content[1]?.value ?? '',
            files: (body.attachments ?? []).map(({ filename, content }) => ({
              fileName: filename,
              content: Buffer.from(content, 'base64'),
            })),
            headerNames: Object.keys(headers).map((name) => name.toLowerCase()),
            listHeaders: Object.entries(headers).flatMap(([name, value]) =>
              name.startsWith('List-') ? [`${name}: ${value}`] : [],
            ),
          };
        }),
      ),
    async close() {
      await Promise.all([channel.close(), impatient.close()]);
      await provider.close();
    },
  };
}
