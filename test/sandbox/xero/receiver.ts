import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, isObject, parseJson } from '../../../sandbox/kit/json.ts';

export interface Received {
  body: string;
  json: JsonObject;
  events: JsonObject[];
  isSigned: boolean;
}

/** A webhook endpoint of an app of Xero: 200 for what is signed with the key, 401 for the rest. */
export class SignedReceiver {
  readonly received: Received[] = [];
  /** Codes of the next answers to signed bodies; 0 never answers. */
  statuses: number[] = [];
  /** What stands in every answer; Xero wants nothing there. */
  text = '';
  readonly #server: Server;
  readonly #key: string;

  private constructor(server: Server, key: string) {
    this.#server = server;
    this.#key = key;
  }

  static async start(key: string): Promise<SignedReceiver> {
    const server = createServer();
    const receiver = new SignedReceiver(server, key);
    server.on('request', (request, response) => {
      void readBody(request).then((body) => {
        const status = receiver.#take(body, String(request.headers['x-xero-signature'] ?? ''));
        if (status !== 0) response.writeHead(status).end(receiver.text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  #take(body: string, signature: string): number {
    const isSigned = signature === createHmac('sha256', this.#key).update(body).digest('base64');
    const parsed = parseJson(body);
    const json = isObject(parsed) ? parsed : {};
    this.received.push({ body, json, events: asList(json['events']), isSigned });
    return isSigned ? (this.statuses.shift() ?? 200) : 401;
  }

  /** Bodies with events, in the order they came. */
  get deliveries(): Received[] {
    return this.received.filter(({ events }) => events.length > 0);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks/xero`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString();
}

/** Looks again until the condition holds; fails after three seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) {
    if (condition()) return;
    await wait(10);
  }
  throw new Error('the condition did not come true in three seconds');
}
