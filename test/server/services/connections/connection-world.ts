import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../../domain/ids.ts';
import type { Books, Tokens } from '../../../../integrations/books.ts';
import { createQuickBooks } from '../../../../integrations/quickbooks/index.ts';
import { REALM_A, startSandboxQuickBooks } from '../../../../sandbox/quickbooks/index.ts';
import type {
  SandboxQuickBooks,
  SandboxQuickBooksOptions,
} from '../../../../sandbox/quickbooks/index.ts';
import type { Context, Limiter } from '../../../../server/services/context.ts';
import { openCompany } from '../../../../server/services/connections/open-company.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation, type TestOrganisation } from '../../../support/make-organisation.ts';

/** Sandbox and Dunlin on one clock that tests move; turns have tests of their own and are given at once. */
export interface ConnectionWorld {
  ctx: Context;
  database: TestDatabase;
  sandbox: SandboxQuickBooks;
  /** Until when somebody asked for rest, in turn. */
  holds: Date[];
  advance(ms: number): Promise<void>;
  connect(realmId?: string): Promise<TestOrganisation>;
  grant(realmId: string): Promise<Tokens>;
  /** One metered call; answers the error, if any. */
  read(id: OrganisationId): Promise<unknown>;
  row(id: OrganisationId): Promise<Record<string, unknown>>;
  kinds(id: OrganisationId): Promise<string[]>;
  work(id: OrganisationId): Promise<string[]>;
  close(): Promise<void>;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export async function startConnectionWorld(
  options: SandboxQuickBooksOptions & { startAt?: string } = {},
): Promise<ConnectionWorld> {
  const database = await openTestDatabase();
  const knobs = { throttle: false, ...options.knobs };
  const sandbox = await startSandboxQuickBooks({ ...options, knobs });
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const books = quickBooksAt(sandbox.url, now);
  const holds: Date[] = [];
  const limiter: Limiter = {
    inTurn: (_key, _limits, call) => call(),
    holdUntil: async (_key, at) => void holds.push(at),
  };
  const ctx: Context = { ...makeContext(database, { systems: [books], now }), limiter };
  const grant = (realmId: string) => grantOf(books, sandbox, realmId);
  const advance = async (ms: number) => {
    aheadMs += ms;
    await sandbox.admin.advanceClock({ ms });
  };
  if (options.startAt) await advance(Date.parse(options.startAt) - Date.now());
  const column = async (id: OrganisationId, select: string) =>
    (await database.query<{ text: string }>(select, [id])).map(({ text }) => text);
  return {
    ctx,
    database,
    sandbox,
    holds,
    advance,
    grant,
    async connect(realmId = REALM_A) {
      await database.query(`update connection set state = 'disconnected', grant_id = null`);
      await database.query('delete from books_grant');
      await sandbox.admin.disconnect({ realmId });
      const tokens = await grant(realmId);
      return makeOrganisation(ctx, { books: { provider: books.key, booksId: realmId, tokens } });
    },
    async read(id) {
      try {
        const { company } = await openCompany(ctx, id);
        await company.readTerms();
        return null;
      } catch (error) {
        return error;
      }
    },
    async row(id) {
      const rows = await database.query(
        `select state, reason, paused_until, throttled_since, next_check_at, calls_this_month from connection
         where organisation_id = $1`,
        [id],
      );
      return rows[0] ?? {};
    },
    kinds: (id) =>
      column(id, 'select kind as text from activity where organisation_id = $1 order by id'),
    work: (id) =>
      column(
        id,
        `select name || ' ' || key as text from outbox where organisation_id = $1 order by 1`,
      ),
    async close() {
      await sandbox.close();
      await database.close();
    },
  };
}

/** The real adapter against a sandbox. */
export function quickBooksAt(url: string, now: () => Date): Books {
  return createQuickBooks({
    clientId: 'sandbox-client-id',
    clientSecret: 'sandbox-client-secret',
    verifierTokens: ['sim-verifier-token-0001'],
    redirectUri: 'http://127.0.0.1:3000/connect/quickbooks/return',
    authorizeUrl: `${url}/connect/oauth2`,
    tokenUrl: `${url}/oauth2/v1/tokens/bearer`,
    revokeUrl: `${url}/v2/oauth2/tokens/revoke`,
    userInfoUrl: `${url}/v1/openid_connect/userinfo`,
    jwksUrl: `${url}/op/v1/jwks`,
    apiUrl: url,
    downloadHosts: ['127.0.0.1'],
    allowPrivateDownloads: true,
    minorVersion: 75,
    now,
    sleep: () => Promise.resolve(),
  });
}

async function grantOf(books: Books, sandbox: SandboxQuickBooks, realmId: string): Promise<Tokens> {
  const attempt = { state: randomUUID(), nonce: randomUUID() };
  const url = await books.consent.authorizeUrl({ intent: 'connect', ...attempt });
  const { location } = await sandbox.admin.consent({ url, realmId });
  const query = new URL(location).searchParams;
  const { access } = await books.consent.exchange({ query, nonce: attempt.nonce });
  if (!access) throw new Error('the sandbox gave no company');
  return access.tokens;
}
