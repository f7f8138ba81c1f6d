import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Books, BooksSession, Grant, Tokens } from '../../../integrations/books.ts';
import {
  createQuickBooks,
  discoverIntuit,
  type QuickBooksSettings,
} from '../../../integrations/quickbooks/index.ts';
import {
  REALM_A,
  startSandboxQuickBooks,
  type SandboxQuickBooks,
} from '../../../sandbox/quickbooks/index.ts';
import type { ObservedCall, Opened } from '../books.worlds.ts';

/** A sandbox QuickBooks of this suite's own, an adapter pointed at it, and a person who clicks through the consent page. */
export class World {
  sandbox: SandboxQuickBooks;
  settings: QuickBooksSettings;
  books: Books;
  pauses: number[];

  constructor(sandbox: SandboxQuickBooks, settings: QuickBooksSettings, pauses: number[]) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.pauses = pauses;
    this.books = createQuickBooks(settings);
  }

  static async start(): Promise<World> {
    const sandbox = await startSandboxQuickBooks({
      dayZero: '2026-11-16',
      knobs: { throttle: false },
    });
    const discovered = await discoverIntuit(`${sandbox.url}/.well-known/openid_configuration`);
    const pauses: number[] = [];
    const settings: QuickBooksSettings = {
      ...discovered,
      clientId: 'sandbox-client-id',
      clientSecret: 'sandbox-client-secret',
      verifierTokens: ['sim-verifier-token-0001'],
      redirectUri: 'http://127.0.0.1:3000/connect/quickbooks/return',
      apiUrl: sandbox.url,
      downloadHosts: [],
      allowPrivateDownloads: true,
      minorVersion: 75,
      now: () => new Date(),
      sleep: async (ms) => {
        pauses.push(ms);
      },
    };
    return new World(sandbox, settings, pauses);
  }

  /** The same sandbox seen by an adapter with other settings. */
  booksWith(change: Partial<QuickBooksSettings>): Books {
    return createQuickBooks({ ...this.settings, ...change });
  }

  async connect(
    realmId: string = REALM_A,
  ): Promise<Grant & { company: { tokens: Tokens; booksId: string } }> {
    const query = await this.consent({ intent: 'connect', realmId });
    const grant = await this.books.consent.exchange({ query, nonce: 'nonce-1' });
    const [company] = grant.access?.companies ?? [];
    if (!grant.access || !company) throw new Error('the grant names no company');
    return { ...grant, company: { booksId: company.booksId, tokens: grant.access.tokens } };
  }

  /** Opens the consent page, fills in its form and sends it, as a browser does; answers the query of the callback. */
  async consent(choice: {
    intent: 'connect' | 'sign-in';
    realmId?: string;
    decision?: 'connect' | 'cancel';
    nonce?: string;
  }): Promise<URLSearchParams> {
    const { intent, realmId, decision = 'connect', nonce = 'nonce-1' } = choice;
    const address = await this.books.consent.authorizeUrl({ intent, state: 'state-1', nonce });
    const page = await (await fetch(address)).text();
    const form = hiddenFields(page);
    form.set('decision', decision);
    form.set('person', /name="person"\s+value="([^"]+)"/.exec(page)?.[1] ?? '');
    if (realmId !== undefined) form.set('realm', realmId);
    const posted = await fetch(new URL('/connect/oauth2', this.sandbox.url), {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    return new URL(posted.headers.get('location') ?? '').searchParams;
  }

  async open(realmId: string = REALM_A, change: Partial<QuickBooksSettings> = {}): Promise<Opened> {
    const { company } = await this.connect(realmId);
    return this.openWith(company.tokens, realmId, change);
  }

  openWith(tokens: Tokens, booksId: string, change: Partial<QuickBooksSettings> = {}): Opened {
    const calls: ObservedCall[] = [];
    let current = tokens;
    let renewals = 0;
    let turns = 0;
    let held = 0;
    let tokensInTurn = 0;
    const books = this.booksWith(change);
    const session: BooksSession = {
      booksId,
      accessToken: async (options) => {
        tokensInTurn += held;
        if (options?.renew) {
          renewals += 1;
          current = await books.consent.refresh(current);
        }
        return current.accessToken;
      },
      inTurn: async (call) => {
        turns += 1;
        held += 1;
        return call().finally(() => {
          held -= 1;
        });
      },
      onCall: (call) => calls.push(call),
    };
    return {
      company: books.open(session),
      calls,
      renewals: () => renewals,
      turns: () => turns,
      tokensInTurn: () => tokensInTurn,
    };
  }

  /** Requests to the data API of one company since the journal was cleared. */
  async requests(
    path = '/',
  ): Promise<{ method: string; path: string; query: Record<string, string> }[]> {
    const { entries } = await this.sandbox.admin.journal();
    return entries.filter((entry) => entry.path.includes(path));
  }
}

function hiddenFields(page: string): URLSearchParams {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return new URLSearchParams(
    [...inputs].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  );
}

/** One sandbox for the file; faults, knobs and journal are put back after each test. */
export function useWorld(): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await World.start();
  });
  afterEach(async () => {
    await world?.sandbox.admin.clearFaults({});
    await world?.sandbox.admin.resetKnobs();
    await world?.sandbox.admin.setKnobs({ throttle: false });
    await world?.sandbox.admin.clearJournal();
    if (world) world.pauses.length = 0;
  });
  afterAll(async () => {
    await world?.sandbox.close();
  });
  return () => {
    if (!world) throw new Error('the world is made before the first test');
    return world;
  };
}

/** What a call was refused with. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'it worked',
    (error: unknown) => error,
  );
}
