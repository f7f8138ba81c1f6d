import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { MailSendBody } from '../../../integrations/sendgrid/to-request.ts';

export interface TakenMail {
  body: MailSendBody;
  /** Headers of the HTTP request. */
  request: IncomingMessage['headers'];
}

export interface SendGridStandIn {
  url: string;
  taken: TakenMail[];
  close(): Promise<void>;
}

const apiKey = 'SG.right';

/** POST /v3/mail/send as far as the channel needs it (facts: delivery 3.1, 3.2). The recipient decides, as in the sandbox mailbox. */
export async function startSendGridStandIn(now: () => Date): Promise<SendGridStandIn> {
  const taken: TakenMail[] = [];
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as MailSendBody;
    const take = (): number => taken.push({ body, request: request.headers });
    const fail = (status: number, message: string, field: string | null = null): void =>
      reply(response, status, { errors: [{ message, field, help: null }] });
    if (request.headers.authorization !== `Bearer ${apiKey}`) return fail(401, 'no authorization');
    const problem = findProblem(body);
    if (problem) return fail(400, problem);
    const recipient = body.personalizations[0].to[0]?.email ?? '';
    const first = !seen.has(recipient);
    seen.add(recipient);
    switch (recipient.split('@')[0]) {
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
        if (!first) break;
        response.setHeader('X-RateLimit-Reset', Math.round(now().getTime() / 1000) + 42);
        return fail(429, 'too many requests');
      case 'drop':
        take();
        return void request.socket.destroy();
      case 'slow':
        take();
        return;
    }
    response.setHeader('X-Message-Id', `sg-${take()}`);
    reply(response, 202, '');
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const reserved =
  /^(x-sg-id|x-sg-eid|received|dkim-signature|content-type|content-transfer-encoding|to|from|subject|reply-to|cc|bcc)$/i;

function findProblem(body: MailSendBody): string | null {
  const [{ to, cc = [], bcc = [] }] = body.personalizations;
  const addresses = [...to, ...cc, ...bcc].map(({ email }) => email.toLowerCase());
  if (new Set(addresses).size !== addresses.length) return 'Each email address should be unique';
  if (Object.keys(body.headers).some((name) => reserved.test(name))) return 'reserved header';
  if (body.content[0]?.type !== 'text/plain') return 'text/plain must be first';
  const files = body.attachments ?? [];
  if (files.some(({ content }) => Buffer.from(content, 'base64').toString('base64') !== content))
    return 'The attachment content must be base64 encoded.';
  return null;
}
