import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type {
  Books,
  BooksSession,
  Grant,
  GrantedAccess,
  Tokens,
} from '../../../integrations/books.ts';
import { createXero, type XeroSettings } from '../../../integrations/xero/index.ts';
import { startSandboxXero, TENANT_A, type SandboxXero } from '../../../sandbox/xero/index.ts';
import type { ObservedCall, Opened } from '../books.worlds.ts';

/** A sandbox Xero of this suite's own, an adapter pointed at it, and a person who consents. */
export class World {
  sandbox: SandboxXero;
  settings: XeroSettings;
  books: Books;

  constructor(sandbox: SandboxXero, settings: XeroSettings) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.books = createXero(settings);
  }

  static async start(): Promise<World> {
    const sandbox = await startSandboxXero({ dayZero: '2026-11-16', knobs: { limits: false } });
    const { login, identity, api } = sandbox.urls;
    return new World(sandbox, {
      clientId: 'sandbox-client-id',
      clientSecret: 'sandbox-client-secret',
      webhookKeys: ['sandbox-webhook-key'],
      redirectUri: 'http://localhost:3000/connect/xero/return',
      authorizeUrl: `${login}/identity/connect/authorize`,
      tokenUrl: `${identity}/connect/token`,
      revokeUrl: `${identity}/connect/revocation`,
      jwksUrl: `${identity}/.well-known/openid-configuration/jwks`,
      issuer: identity,
      apiUrl: api,
      now: () => new Date(),
      sleep: async () => undefined,
    });
  }

  /** The same sandbox seen by an adapter with other settings. */
  booksWith(change: Partial<XeroSettings>): Books {
    return createXero({ ...this.settings, ...change });
  }

  async consent(choice: {
    intent: 'connect' | 'sign-in';
    tenantId?: string;
    approve?: boolean;
    person?: string;
    nonce?: string;
  }): Promise<URLSearchParams> {
    const { intent, nonce = 'nonce-1', ...answer } = choice;
    const url = await this.books.consent.authorizeUrl({ intent, state: 'state-1', nonce });
    const { location } = await this.sandbox.admin.consent({ url, ...answer });
    return new URL(location).searchParams;
  }

  async connect(tenantId: string = TENANT_A): Promise<Grant & { access: GrantedAccess }> {
    const query = await this.consent({ intent: 'connect', tenantId });
    const { identity, access } = await this.books.consent.exchange({ query, nonce: 'nonce-1' });
    if (!access) throw new Error('the grant has no access');
    return { identity, access };
  }

  async open(tenantId: string = TENANT_A, change: Partial<XeroSettings> = {}): Promise<Opened> {
    const { access } = await this.connect(tenantId);
    return this.openWith(access.tokens, tenantId, change);
  }

  openWith(tokens: Tokens, booksId: string, change: Partial<XeroSettings> = {}): Opened {
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

  /** A record as the books hold it, read outside the journal. */
  async invoiceOf(id: string, tenantId: string = TENANT_A): Promise<Record<string, unknown>> {
    return { ...(await this.sandbox.admin.readInvoice({ tenantId, id })).invoice };
  }

  async contactOf(id: string, tenantId: string = TENANT_A): Promise<Record<string, unknown>> {
    return { ...(await this.sandbox.admin.readContact({ tenantId, id })).contact };
  }

  /** Requests to the data API since the journal was cleared. */
  async requests(path = '/'): Promise<Record<string, unknown>[]> {
    const { entries } = await this.sandbox.admin.journal({});
    return entries.filter((entry) => entry.path.includes(path)).map((entry) => ({ ...entry }));
  }
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
    await world?.sandbox.admin.setKnobs({ limits: false });
    await world?.sandbox.admin.clearJournal();
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
