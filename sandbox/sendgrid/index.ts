import {
  createServer,
  request as openRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventsOf } from './events.ts';
import { answerLists, createLists, note, type SuppressionLists } from './lists.ts';
import { behaviourOf, findProblem, recipientsOf, type MailSend, type TakenMail } from './mail.ts';
import { toForm, type InboundPost } from './inbound.ts';
import { createPoster, type EventKnobs } from './poster.ts';

export interface SandboxSendGridOptions {
  /** 0 or left out: a free port. */
  port?: number | undefined;
  host?: string | undefined;
  apiKey?: string | undefined;
  /** Events are posted so often; left out: by `flush()` alone. */
  everyMs?: number | undefined;
  now?: (() => Date) | undefined;
}

export interface SandboxSendGrid {
  url: string;
  apiKey: string;
  /** Of the signed event webhook. */
  publicKey: string;
  taken: readonly TakenMail[];
  setKnobs(knobs: Partial<EventKnobs>): void;
  /** Its own lists, in small letters; what is on most of them is not tried any more. */
  lists: SuppressionLists;
  /** From now on the lists answer with this status alone; null: as they do. */
  breakLists(status: number | null): void;
  /** Posts the events that are due; answers the statuses of the receiver. */
  flush(): Promise<number[]>;
  /** Posts a mail that came in for a host of the account, in raw mode, signed as the knob says; answers the status. */
  postInbound(url: string, mail: InboundPost): Promise<number>;
  close(): Promise<void>;
}

/**
 * Mail Send API, signed event webhook and suppression lists of SendGrid. The first recipient decides about the answer: `unknown@`, `sender@`, `big@`, `broken@`,
 * `elsewhere@`, `grey@` (429 once), `drop@` and `slow@` (taken, but the answer never comes); each recipient about its events, see `events.ts`,
 * which put it on the lists of `lists.ts`.
 */
export async function startSandboxSendGrid(
  options: SandboxSendGridOptions = {},
): Promise<SandboxSendGrid> {
  const { host = '127.0.0.1', apiKey = 'SG.sandbox', now = () => new Date() } = options;
  const poster = createPoster(now);
  const taken: TakenMail[] = [];
  const lists = createLists();
  let brokenLists: number | null = null;
  const greylisted = new Set<string>();

  function take(body: MailSend, request: IncomingMessage): string {
    const mail = { id: `sandbox-${taken.length + 1}`, body, request: request.headers };
    taken.push(mail);
    const events = eventsOf(mail, lists, now());
    poster.add(events);
    note(lists, events);
    return mail.id;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = toMail(await text(request));
    const fail = (status: number, message: string, field: string | null = null): void =>
      reply(response, status, { errors: [{ message, field, help: null }] });
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return fail(401, 'The provided authorization grant is invalid, expired, or revoked');
    if (request.url?.startsWith('/v3/suppression/') && brokenLists !== null)
      return fail(brokenLists, 'not now');
    const listed = answerLists(lists, request);
    if (listed) return reply(response, listed.status, listed.body);
    if (request.method !== 'POST' || request.url !== '/v3/mail/send') return fail(404, 'Not Found');
    const problem = body ? findProblem(body) : 'Bad Request';
    if (!body || problem !== null) return fail(400, problem ?? '');
    const recipient = recipientsOf(body)[0] ?? '';
    switch (behaviourOf(recipient)) {
      case 'unknown':
        return fail(400, 'Does not contain a valid address.', 'personalizations.0.to.0.email');
      case 'sender':
        return fail(403, 'The from address does not match a verified Sender Identity.', 'from');
      case 'big':
        return fail(413, 'Payload too large');
      case 'broken':
        return reply(response, 503, '<html>Service Unavailable</html>');
      case 'elsewhere':
        response.setHeader('location', 'https://example.com/');
        return reply(response, 302, '');
      case 'grey':
        if (greylisted.has(recipient)) break;
        greylisted.add(recipient);
        response.setHeader('X-RateLimit-Reset', Math.round(now().getTime() / 1000) + 42);
        return fail(429, 'too many requests');
      case 'drop':
        take(body, request);
        return void request.socket.destroy();
      case 'slow':
        return void take(body, request);
    }
    response.setHeader('X-Message-Id', take(body, request));
    reply(response, 202, '');
  }

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, host, resolve));
  const timer =
    options.everyMs === undefined
      ? undefined
      : setInterval(() => void poster.flush(), options.everyMs);
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    apiKey,
    publicKey: poster.publicKey,
    taken,
    lists,
    breakLists: (status) => void (brokenLists = status),
    setKnobs: (knobs) => void Object.assign(poster.knobs, knobs),
    flush: () => poster.flush(),
    async postInbound(url, mail) {
      const { body, contentType } = toForm(mail);
      const headers = { 'content-type': contentType, ...poster.sign(body) };
      return postOnce(url, body, headers);
    },
    close: () =>
      new Promise((resolve) => {
        clearInterval(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Over a connection of its own: one that was left open may be closed by the receiver while megabytes are being signed. */
function postOnce(url: string, body: Buffer, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const post = openRequest(url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume().once('close', () => resolve(answer.statusCode ?? 0));
    });
    post.once('error', reject).end(body);
  });
}

function toMail(body: string): MailSend | null {
  try {
    return JSON.parse(body) as MailSend;
  } catch {
    return null;
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
