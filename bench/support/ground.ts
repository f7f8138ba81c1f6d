import pg from 'pg';
import { pino } from 'pino';
import { openStore, type Store } from '../../server/db/connect.ts';
import { startLocalPostgres } from '../../server/local-postgres.ts';
import { Secrets } from '../../server/secrets.ts';
import { temporaryFolder } from '../../scripts/support/temporary-folder.ts';
import type { Context } from '../../server/services/context.ts';

export interface BenchGround {
  store: Store;
  /** Past row-level security, to lay out the work and for the bare statements. */
  admin: pg.Client;
  adminUrl: string;
  /** Master secret of `secrets`, for processes of their own on this ground. */
  secret: string;
  secrets: Secrets;
  close(): Promise<void>;
}

/** A PostgreSQL of its own in a temporary folder, with default settings, gone afterwards. */
export async function openGround(): Promise<BenchGround> {
  const folder = await temporaryFolder('bench');
  const postgres = await startLocalPostgres(folder.path);
  const secret = 'a secret that only the benchmark knows, long enough';
  const secrets = new Secrets([secret]);
  const store = await openStore({ url: postgres.url, secrets });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  return {
    store,
    admin,
    adminUrl: postgres.url,
    secret,
    secrets,
    async close() {
      await admin.end();
      await store.close();
      await postgres.stop();
      await folder.remove();
    },
  };
}

/** Does the work on a ground of its own. */
export async function onGround<T>(work: (ground: BenchGround) => Promise<T>): Promise<T> {
  const ground = await openGround();
  try {
    return await work(ground);
  } finally {
    await ground.close();
  }
}

/** A context for services that talk to nobody outside. */
export function contextOf(
  ground: Pick<BenchGround, 'store' | 'secrets'>,
  now: () => Date,
): Context {
  const nobody = (): never => {
    throw new Error('the benchmark talks to nobody outside');
  };
  return {
    store: ground.store,
    secrets: ground.secrets,
    log: pino({ level: 'silent' }),
    now,
    systems: [],
    books: nobody,
    email: { key: 'email', provider: 'none', send: nobody, close: async () => undefined },
    dns: { texts: nobody, aliases: nobody },
    limiter: { inTurn: nobody, holdUntil: nobody },
    settings: {
      baseUrl: 'http://localhost',
      mailFrom: 'reminders@dunlin.example',
      senderOffer: { spfInclude: null, dkim: null },
      sandbox: true,
    },
  };
}
