import type { BodyOf, EndpointKey, QueryOf, ResponseOf } from '../../domain/api/endpoints.ts';
import type { Sandboxes } from './sandboxes.ts';

type Params = Record<string, string>;

/** Where Dunlin answers, and the books whose consent page is met on the way. */
interface Place {
  baseUrl: string;
  sandboxes: Pick<Sandboxes, 'quickBooks'>;
}

/** A person with a browser, as far as HTTP can tell: follows the consent page, keeps cookies, carries the session's token. */
export class Visitor {
  readonly #house: Place;
  readonly #cookies = new Map<string, string>();
  #csrfToken = '';
  organisationId = '';

  constructor(house: Place) {
    this.#house = house;
  }

  /** Connects one of the companies of the house's sandbox QuickBooks and signs in. */
  async connect(realmId: string): Promise<void> {
    const quickBooks = this.#house.sandboxes.quickBooks;
    if (!quickBooks) throw new Error('this house has no sandbox QuickBooks');
    await this.connectBy('quickbooks', async (url) => {
      const { location } = await quickBooks.admin.consent({ url, realmId });
      return location;
    });
  }

  /** The same at any books: `consent` is what a person does on their page, from its address to that of the way back. */
  async connectBy(books: string, consent: (url: string) => Promise<string>): Promise<void> {
    const start = await this.#fetch(`/connect/${books}/start?intent=connect`);
    const back = await this.#fetch(await consent(start.headers.get('location') ?? ''));
    this.organisationId = /^\/o\/([^/]+)/.exec(back.headers.get('location') ?? '')?.[1] ?? '';
    this.#csrfToken = (await this.call('GET /me', {})).csrfToken;
  }

  /** One call of the API. Throws with the problem's title when it is refused. */
  async call<K extends EndpointKey>(
    key: K,
    options: { params?: Params; query?: QueryOf<K>; body?: BodyOf<K> },
  ): Promise<ResponseOf<K>> {
    const [method = 'GET', template = ''] = key.split(' ');
    const params: Params = { org: this.organisationId, ...options.params };
    const path = template.replace(/:(\w+)/g, (_all, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const query = new URLSearchParams(options.query as Params | undefined);
    const response = await this.#fetch(`/api/v1${path}?${query}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': this.#csrfToken,
        origin: this.#house.baseUrl,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${key}: ${response.status} ${JSON.stringify(body)}`);
    return body as ResponseOf<K>;
  }

  async #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.#house.baseUrl), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      this.#cookies.set(name, value);
    }
    return response;
  }
}

/** Asks until the answer is there; throws after `limitMs`, saying what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  limitMs = 30_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
