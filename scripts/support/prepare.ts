import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import { openStore } from '../../server/db/connect.ts';
import { startLocalPostgres } from '../../server/local-postgres.ts';
import { localSecret } from '../../server/local-secret.ts';
import { Secrets } from '../../server/secrets.ts';
import { buildClient } from './client-build.ts';

/** Everything that a start needs, once; tells each step. Throws ConfigError for a wrong setting or a Dunlin that runs already. */
export async function prepare(tell: (text: string) => void): Promise<void> {
  tell(`Node.js ${process.versions.node}`);
  const config = readConfig(process.env);
  const secret = config.DUNLIN_SECRET ?? (await localSecret(config.DUNLIN_DATA));
  tell(config.DUNLIN_SECRET ? 'Secret: from DUNLIN_SECRET' : `Secret: in ${config.DUNLIN_DATA}`);
  const folder = path.resolve(config.DUNLIN_DATA, 'postgres');
  const own = config.DATABASE_URL === undefined ? await startLocalPostgres(folder) : undefined;
  try {
    const secrets = new Secrets([secret, ...config.DUNLIN_PREVIOUS_SECRETS]);
    const store = await openStore({ url: config.DATABASE_URL ?? own?.url ?? '', secrets });
    await store.close();
    tell(`Database: ${own ? 'our own PostgreSQL' : 'DATABASE_URL'}, tables up to date`);
  } finally {
    await own?.stop();
  }
  tell((await buildClient(process.cwd())) ? 'Client: built' : 'Client: built already');
}
