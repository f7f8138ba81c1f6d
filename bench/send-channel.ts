import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createTransport } from 'nodemailer';
import { asId, type DeliveryId } from '../domain/ids.ts';
import type { Channel, Message } from '../integrations/channel.ts';
import { createSendGridChannel } from '../integrations/sendgrid/index.ts';
import { toRequest } from '../integrations/sendgrid/to-request.ts';
import { createSmtpChannel } from '../integrations/smtp/index.ts';
import { startChild } from './support/child.ts';
import { figure, round, timed, type Figure } from './support/figure.ts';

export const PDF_BYTES = 60_000;
const ROUNDS = 4;
/** Messages under way at once: more than nodemailer's pool has connections, as in a worker. */
const AT_ONCE = 12;

/** What is left of a provider's bare rate when messages go through our channel, to one server in turns with the bare ones. */
export async function benchChannels(n: number): Promise<Figure[]> {
  return [await benchSmtp(n), await benchSendGrid(n)];
}

async function benchSmtp(n: number): Promise<Figure> {
  const sink = startChild(['bench/mail-sink.ts']);
  try {
    const port = Number((await sink.said(/listening on (\d+)/))[1]);
    const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}`, now: () => new Date() });
    const bare = await openBareMailer(port);
    const rates = await inTurns(n, { ours: sendThrough(channel), bare: bare.send });
    await channel.close();
    bare.close();
    return figureOf('send SMTP channel: bare nodemailer', rates, 'pooled, same PDF and server');
  } finally {
    await sink.stop();
  }
}

async function benchSendGrid(n: number): Promise<Figure> {
  const sandbox = startChild(['sandbox/main.ts', 'sendgrid', '--port', '0']);
  try {
    const url = (await sandbox.said(/(http:\S+)/))[1] ?? '';
    const apiKey = 'SG.sandbox';
    const channel = createSendGridChannel({ apiKey, baseUrl: url, now: () => new Date() });
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const body = Buffer.from(JSON.stringify(toRequest(makeMessage()).body));
    const bare = () => postBare(new URL('/v3/mail/send', url), { agent, apiKey, body });
    const rates = await inTurns(n, { ours: sendThrough(channel), bare });
    await channel.close();
    agent.destroy();
    return figureOf('send SendGrid channel: bare HTTP posts', rates, 'kept alive, same body');
  } finally {
    await sandbox.stop();
  }
}

/** Nodemailer as its documentation shows it, with a pool and nothing else. */
export async function openBareMailer(port: number) {
  const transport = createTransport({ pool: true, host: '127.0.0.1', port, secure: false });
  await transport.verify();
  return {
    async send(): Promise<void> {
      const { from, to, subject, text, html, attachments } = makeMessage();
      const files = attachments.map(({ fileName, ...file }) => ({ filename: fileName, ...file }));
      await transport.sendMail({ from, to, subject, text, html, attachments: files });
    },
    close: () => transport.close(),
  };
}

const sendThrough = (channel: Channel) => async (): Promise<void> => {
  const answer = await channel.send(makeMessage());
  if (answer.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(answer)}`);
};

interface Rates {
  ours: number;
  bare: number;
}

/** Messages a second of both, in turns so that a noisy machine is noisy to both. The first round of each warms up and is not counted. */
async function inTurns(n: number, send: Record<keyof Rates, () => Promise<void>>): Promise<Rates> {
  const seconds = { ours: 0, bare: 0 };
  for (let turn = 0; turn <= ROUNDS; turn += 1)
    for (const who of ['bare', 'ours'] as const) {
      const took = await timed(() => atOnce(n / ROUNDS, send[who]));
      if (turn > 0) seconds[who] += took.seconds;
    }
  return { ours: n / seconds.ours, bare: n / seconds.bare };
}

/** Does the work so often, at most `AT_ONCE` at a time. */
export async function atOnce(times: number, work: () => Promise<void>): Promise<void> {
  let left = times;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function figureOf(name: string, { ours, bare }: Rates, note: string): Figure {
  return figure({
    name,
    ours: round(ours),
    reference: round(bare),
    target: '>= 0.8',
    unit: 'messages/s',
    note: `${PDF_BYTES / 1000} kB PDF each, ${AT_ONCE} at once; reference: ${note}`,
  });
}

const pdf = randomBytes(PDF_BYTES);
const html = `<p>Hello Ada,</p><p>${'Invoice 1042 over 1,250.00 was due on 12 November. '.repeat(20)}</p>`;

function makeMessage(): Message {
  return {
    key: asId<DeliveryId>(randomUUID()),
    organisationId: randomUUID(),
    from: { name: 'Bench via Dunlin', address: 'reminders@dunlin.example' },
    replyTo: 'ar@bench.example',
    to: ['accounts@customer.example'],
    cc: [],
    bcc: [],
    subject: 'Invoice 1042 is overdue',
    html,
    text: html.replace(/<[^>]+>/g, ''),
    language: 'en',
    attachments: [{ fileName: 'invoice-1042.pdf', contentType: 'application/pdf', content: pdf }],
    threadKey: 'inv.bench.1042',
  };
}

function postBare(
  url: URL,
  { agent, apiKey, body }: { agent: Agent; apiKey: string; body: Buffer },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const outgoing = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': String(body.length) },
    });
    outgoing.once('response', (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 202) resolve();
        else reject(new Error(`answered ${answer.statusCode}`));
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
