import { randomUUID } from 'node:crypto';
import type { StandIn } from './stand-in-books.ts';

interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** As much of a browser as the front door can tell: cookies, the page's origin, the session's token, no redirects by itself. */
export class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();
  csrfToken = '';

  constructor(base: string) {
    this.#base = base;
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(path: string, { method = 'GET', body, headers = {} }: Sent = {}): Promise<Response> {
    const own = method === 'GET' ? {} : { origin: this.#base, 'x-csrf-token': this.csrfToken };
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(new URL(path, this.#base), {
      method,
      headers: { cookie: this.cookies, ...own, ...json, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Answer of the API as JSON. */
  async json<Shape>(path: string, sent?: Sent): Promise<{ status: number; body: Shape }> {
    const response = await this.send(`/api/v1${path}`, sent);
    return { status: response.status, body: (await response.json()) as Shape };
  }

  /** Goes to the consent page and back, as somebody who agrees there; returns where that led. */
  async consent(
    vendor: StandIn,
    who: { subject?: string; booksId?: string | null; emailVerified?: boolean; name?: string },
    options: { intent?: 'connect' | 'sign-in'; org?: string } = {},
  ): Promise<string> {
    const { intent = 'connect', org } = options;
    const query = new URLSearchParams({ intent, ...(org === undefined ? {} : { org }) });
    const started = await this.send(`/connect/stand-in/start?${query}`);
    const state = new URL(started.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const { subject = randomUUID(), emailVerified = true, name = 'Ana Tremblay' } = who;
    const identity = { subject, email: `${subject}@example.com`, emailVerified, name };
    const code = vendor.codeFor({ identity, booksId: who.booksId ?? null });
    const back = await this.send(
      `/connect/stand-in/return?${new URLSearchParams({ code, state })}`,
    );
    const { body } = await this.json<{ csrfToken?: string }>('/me');
    this.csrfToken = body.csrfToken ?? '';
    return back.headers.get('location') ?? '';
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
