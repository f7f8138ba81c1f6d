import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import type { ResponseOf } from '../../domain/api/endpoints.ts';
import type { SandboxMailbox } from '../../sandbox/mailbox/index.ts';
import type { SandboxQuickBooks } from '../../sandbox/quickbooks/index.ts';
import { openHouse, type House } from '../../scripts/support/house.ts';
import { temporaryFolder } from '../../scripts/support/temporary-folder.ts';
import { until, type Visitor } from '../../scripts/support/visitor.ts';
import { readConfig } from '../../server/config.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** The whole of Dunlin in this process: web, worker, sandboxes, on ports of its own. */
export interface FlowHouse {
  house: House;
  database: TestDatabase;
  quickBooks: SandboxQuickBooks;
  mailbox: SandboxMailbox;
  close(): Promise<void>;
}

/** On the queue in PostgreSQL, or in Redis when REDIS_URL is set; `redisDb` keeps flows apart that run side by side. */
export async function openFlowHouse({ redisDb }: { redisDb: number }): Promise<FlowHouse> {
  const database = await openTestDatabase({ poolSize: 2 });
  const folder = await temporaryFolder('flow');
  const redis = process.env['REDIS_URL'];
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    SANDBOX_QUICKBOOKS_PORT: '0',
    SANDBOX_XERO_PORT: '0',
    SANDBOX_MAILBOX_PORT: '0',
    SANDBOX_SMTP_PORT: '0',
    DUNLIN_DATA: folder.path,
    DUNLIN_SECRET: 'a master secret for flows, forty characters',
    DATABASE_URL: database.ownerUrl,
    REDIS_URL: redis && new URL(`/${redisDb}`, redis).toString(),
  });
  const log = pino({ level: 'silent' });
  const house = await openHouse({ config, parts: ['web', 'worker'], isPortGiven: false, log });
  const { quickBooks, mailbox } = house.sandboxes;
  if (!quickBooks || !mailbox) throw new Error('a flow needs both sandboxes');
  return {
    house,
    database,
    quickBooks,
    mailbox,
    async close() {
      await house.close();
      await database.close();
      await folder.remove();
    },
  };
}

export type Organisation = ResponseOf<'GET /o/:org'>;

/** The organisation once its newest reading of the books is in this state; `seen` gets every answer on the way. */
export function lastSyncIs(
  visitor: Visitor,
  state: string,
  seen: Organisation[] = [],
): Promise<Organisation> {
  return until(`a sync that is ${state}`, async () => {
    const organisation = await visitor.call('GET /o/:org', {});
    seen.push(organisation);
    return organisation.lastSync?.state === state && organisation;
  });
}

/** Waits until no work is ready or under way, so that "nothing more happens" can be claimed. */
export function untilQuiet({ database }: FlowHouse): Promise<true> {
  return until('the end of all work', async () => {
    const busy = await database.query(
      `select 1 from outbox where state = 'queued' or (state = 'waiting' and available_at < now() + interval '2 seconds') limit 1`,
    );
    return busy.length === 0 && true;
  });
}

/** The client's sentence for a reason such as `document-status/paid`; undefined when a user could not read it. */
export async function sentenceOf(reason: string): Promise<string | undefined> {
  const text = await readFile(new URL('../../client/locales/en.json', import.meta.url), 'utf8');
  const { reason: sentences } = JSON.parse(text) as { reason: Record<string, string> };
  return sentences[reason.replace('/', '-')];
}
