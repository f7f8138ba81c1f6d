import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import * as schema from './schema/index.ts';
import type { Secrets } from '../secrets.ts';

export type Database = NodePgDatabase<typeof schema>;

/** The system of record as the application uses it: through a role that row-level security binds. */
export interface Store {
  db: Database;
  pool: pg.Pool;
  /** The same for single statements of system work (`asSystem`), which need no transaction of their own. */
  system: Database;
  /** Address of that role, for the queue and for listening. */
  url: string;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Address of a role that may change the schema. */
  url: string;
  secrets: Secrets;
  poolSize?: number;
  onError?(error: Error): void;
}

/** Any number; all processes that start at once must agree on it. */
const MIGRATION_LOCK = 7_205_119;
const QUEUE_SCHEMA = 'bullmq';
/** A statement holds its connection for a millisecond or two. */
const SYSTEM_POOL_SIZE = 3;

/** Brings the schema up to date under a lock, then connects as the restricted role. Safe to run from many processes at once. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const url = await prepareDatabase(options);
  const pool = openPool(options, { connectionString: url, max: options.poolSize ?? 12 });
  const systemPool = openPool(options, {
    connectionString: url,
    max: SYSTEM_POOL_SIZE,
    options: '-c app.scope=system',
  });
  await assertCannotBypass(pool);
  return {
    db: drizzle(pool, { schema, casing: 'snake_case' }),
    system: drizzle(systemPool, { schema, casing: 'snake_case' }),
    pool,
    url,
    close: async () => {
      await Promise.all([pool.end(), systemPool.end()]);
    },
  };
}

function openPool({ onError }: StoreOptions, config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    connectionTimeoutMillis: 10_000,
    query_timeout: 120_000,
    idle_in_transaction_session_timeout: 60_000,
    lock_timeout: 15_000,
    keepAlive: true,
    application_name: 'dunlin',
  });
  pool.on('error', (error) => onError?.(error));
  pool.on('connect', surviveLoss);
  return pool;
}

/**
 * A connection that breaks while somebody holds it, between two statements, tells nobody but its own listeners; without one the process
 * would end. Whoever holds it learns it from the next statement, and the pool does not lend it again.
 */
function surviveLoss(client: pg.PoolClient): void {
  client.on('error', () => undefined);
}

async function prepareDatabase({ url, secrets }: StoreOptions): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'dunlin-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client), {
      migrationsFolder: new URL('./migrations', import.meta.url).pathname,
    });
    await runMigrations(client, QUEUE_SCHEMA);
    return await ensureAppRole(client, url, secrets);
  } finally {
    await client.end();
  }
}

/** A login of our own that belongs to `dunlin_app`, where the given role may make one; else the given role itself. */
async function ensureAppRole(client: pg.Client, url: string, secrets: Secrets): Promise<string> {
  const { rows } = await client.query<{ may: boolean; database: string }>(
    'select rolsuper or rolcreaterole as may, current_database() as database from pg_roles where rolname = current_user',
  );
  const facts = rows[0];
  if (!facts?.may) return url;
  const role = `${facts.database}_login`;
  const password = secrets.key(`database role ${role}`).toString('base64url');
  const name = client.escapeIdentifier(role);
  const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD ${client.escapeLiteral(password)}`,
  );
  await client.query(`GRANT dunlin_app TO ${name}`);
  // Compiling a statement costs more than running ours.
  await client.query(`ALTER ROLE ${name} SET jit = off`);
  await grantQueue(client);
  return withCredentials(url, role, password);
}

/** The queue keeps its own tables, without rows of any organisation: payloads carry ids only. */
async function grantQueue(client: pg.Client): Promise<void> {
  const schemaName = client.escapeIdentifier(QUEUE_SCHEMA);
  // The queue makes a sequence per queue name when it is first used.
  await client.query(`GRANT USAGE, CREATE ON SCHEMA ${schemaName} TO dunlin_app`);
  await client.query(
    `GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${schemaName} TO dunlin_app`,
  );
  await client.query(
    `GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${schemaName} TO dunlin_app`,
  );
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schemaName} TO dunlin_app`);
}

function withCredentials(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.toString();
}

async function assertCannotBypass(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ bypasses: boolean }>(
    'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user',
  );
  if (rows[0]?.bypasses !== false)
    throw new Error(
      'DATABASE_URL: this role bypasses row-level security and no restricted role could be made',
    );
}
