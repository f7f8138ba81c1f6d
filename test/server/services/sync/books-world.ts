import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../../domain/ids.ts';
import type { Books, Tokens } from '../../../../integrations/books.ts';
import { createQuickBooks } from '../../../../integrations/quickbooks/index.ts';
import { startSandboxQuickBooks } from '../../../../sandbox/quickbooks/index.ts';
import type {
  SandboxQuickBooks,
  SandboxQuickBooksOptions,
} from '../../../../sandbox/quickbooks/index.ts';
import { noteNamed, type NamedKind } from '../../../../server/db/named-records.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Context, Limiter } from '../../../../server/services/context.ts';
import { runImport } from '../../../../server/services/sync/run-import.ts';
import { startImport } from '../../../../server/services/sync/start-import.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation, type TestOrganisation } from '../../../support/make-organisation.ts';

/** A test database, the sandbox QuickBooks over HTTP, and the real adapter between them. */
export interface BooksWorld {
  ctx: Context;
  database: TestDatabase;
  sandbox: SandboxQuickBooks;
  /** Calls before each call to the books, in turn; for what happens in the middle of a reading. */
  beforeCall(hook: (call: number) => Promise<void> | void): void;
  connect(realmId: string): Promise<TestOrganisation>;
  grant(realmId: string): Promise<Tokens>;
  close(): Promise<void>;
}

export async function startBooksWorld(options: SandboxQuickBooksOptions = {}): Promise<BooksWorld> {
  const database = await openTestDatabase();
  const sandbox = await startSandboxQuickBooks({
    ...options,
    knobs: { throttle: false, ...options.knobs },
  });
  const books = quickbooksAt(sandbox.url);
  let calls = 0;
  let hook: (call: number) => Promise<void> | void = () => undefined;
  const limiter: Limiter = {
    async inTurn(_key, _limits, call) {
      await hook(++calls);
      return call();
    },
    holdUntil: () => Promise.resolve(),
  };
  const ctx: Context = { ...makeContext(database, { systems: [books] }), limiter };
  const grant = (realmId: string) => grantOf(books, sandbox, realmId);
  return {
    ctx,
    database,
    sandbox,
    beforeCall(next) {
      calls = 0;
      hook = next;
    },
    grant,
    async connect(realmId) {
      hook = () => undefined;
      await database.query(`update connection set state = 'disconnected'`);
      const wanted = { provider: books.key, booksId: realmId, tokens: await grant(realmId) };
      const organisation = await makeOrganisation(ctx, { books: wanted });
      await database.query(
        `update organisation set name = 'Before', time_zone = 'UTC', time_zone_confirmed = false where id = $1`,
        [organisation.id],
      );
      await sandbox.admin.clearJournal();
      return organisation;
    },
    async close() {
      await sandbox.close();
      await database.close();
    },
  };
}

function quickbooksAt(url: string): Books {
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
    now: () => new Date(),
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

export async function addImport(ctx: Context, organisationId: OrganisationId): Promise<string> {
  return inOrganisation(ctx.store, organisationId, (tx) =>
    startImport(tx, organisationId, ctx.now()),
  );
}

/** Connects a company and reads it to the end. */
export async function connectAndImport(
  world: BooksWorld,
  realmId: string,
): Promise<OrganisationId> {
  const { id } = await world.connect(realmId);
  await runImport(world.ctx, id, await addImport(world.ctx, id));
  await world.database.query(`delete from outbox where organisation_id = $1`, [id]);
  await world.sandbox.admin.clearJournal();
  return id;
}

/** Calls that the sandbox answered since the journal was cleared. */
export async function callsTo(world: BooksWorld, realmId: string): Promise<string[]> {
  const { entries } = await world.sandbox.admin.journal({ realmId });
  return entries.map((entry) => entry.query['query'] ?? entry.body ?? entry.path);
}

export async function rowsOf<Row extends Record<string, unknown>>(
  world: BooksWorld,
  table: string,
  organisationId: OrganisationId,
  columns = '*',
): Promise<Row[]> {
  const key = table === 'organisation' ? 'id' : 'organisation_id';
  return world.database.query<Row>(
    `select ${columns} from ${table} where ${key} = $1 order by id`,
    [organisationId],
  );
}

export async function kindsOf(
  world: BooksWorld,
  organisationId: OrganisationId,
): Promise<string[]> {
  const rows = await rowsOf<{ kind: string }>(world, 'activity', organisationId, 'id, kind');
  return rows.map((row) => row.kind);
}

/** Notes records as a webhook does, changed just now unless said otherwise. */
export async function nameRecords(
  world: BooksWorld,
  organisationId: OrganisationId,
  kind: NamedKind,
  ids: string[],
  changedAt = world.ctx.now(),
): Promise<void> {
  const notedAt = world.ctx.now();
  await inOrganisation(world.ctx.store, organisationId, (tx) =>
    noteNamed(
      tx,
      ids.map((recordId) => ({ organisationId, kind, recordId, changedAt, notedAt })),
    ),
  );
}
