import { createInterface } from 'node:readline';
import { pino } from 'pino';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { openStore } from '../../../../server/db/connect.ts';
import { createLimiter } from '../../../../server/limiter.ts';
import { openCompany } from '../../../../server/services/connections/open-company.ts';
import type { Context } from '../../../../server/services/context.ts';
import { testSecrets } from '../../../support/secrets.ts';
import { quickBooksAt } from './connection-world.ts';

/** A process of four workers: `<database> <sandbox> <organisation>`. Each line on its input is a round; it answers with the errors. */
const [databaseUrl = '', sandboxUrl = '', organisationId = ''] = process.argv.slice(2);
const WORKERS = 4;
const secrets = testSecrets();
const store = await openStore({ url: databaseUrl, secrets, poolSize: 6 });
const now = () => new Date();
const books = quickBooksAt(sandboxUrl, now);
const ctx: Context = {
  store,
  secrets,
  log: pino({ level: 'silent' }),
  now,
  books: () => books,
  systems: [books],
  email: {
    key: 'email',
    provider: 'none',
    send: () => Promise.reject(new Error('no mail')),
    close: async () => undefined,
  },
  dns: {
    texts: () => Promise.resolve({ kind: 'none' }),
    aliases: () => Promise.resolve({ kind: 'none' }),
  },
  limiter: createLimiter({ pool: store.pool, now }),
  settings: {
    baseUrl: '',
    mailFrom: '',
    senderOffer: { spfInclude: null, dkim: null },
    sandbox: true,
  },
};

async function work(): Promise<string | null> {
  try {
    const { company } = await openCompany(ctx, organisationId as OrganisationId);
    await company.readTerms();
    return null;
  } catch (error) {
    return String(error);
  }
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const errors = await Promise.all(Array.from({ length: WORKERS }, work));
  process.stdout.write(`${line} ${JSON.stringify(errors.filter(Boolean))}\n`);
}
await store.close();
