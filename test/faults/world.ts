import pg from 'pg';
import { startChild, type Child } from '../../bench/support/child.ts';
import { startHalf } from '../../bench/support/production.ts';
import { dueDayOf, layOutDue, sendSettings } from '../../bench/support/send-work.ts';
import { openStore } from '../../server/db/connect.ts';
import { freePort } from '../../server/local-postgres.ts';
import { Secrets } from '../../server/secrets.ts';
import { openFaultsDatabase, type FaultsDatabase } from './database.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';

/** Few enough of one company that the pace of its books does not hold the run up. */
const OF_ONE_COMPANY = 15;
const PDF_BYTES = 5_000;
/** Longer than a handed over row may be silent, and longer than any lease of a claim (server/db/deliveries.ts, jobs/policy.ts). */
const LEASES_OVER = `interval '181 seconds'`;
const SECRET = 'a secret that only the faults know, long enough';

/** Messages that are all due, real workers as `npm run worker` starts them, a real PostgreSQL, and a mail server that counts. */
export interface FaultsWorld {
  database: FaultsDatabase;
  sink: MailSink;
  booksUrl: string;
  startWorker(): Promise<Child>;
  /** The half that takes what others post; its address stays the same. */
  startWeb(): Promise<Child>;
  webUrl: string;
  close(): Promise<void>;
}

/** An empty `redisUrl` is the queue in PostgreSQL; `own` settings come last, for another channel. */
export async function openFaultsWorld(
  mails: number,
  redisUrl = '',
  own: Record<string, string> = {},
): Promise<FaultsWorld> {
  const todayOn = new Date().toISOString().slice(0, 10);
  const sink = await openMailSink();
  const books = startChild(['bench/fast-books.ts', dueDayOf(todayOn), String(PDF_BYTES)]);
  const booksUrl = (await books.said(/listening on (\S+)/))[1] ?? '';
  const database = await openFaultsDatabase();
  await layOut(database.url, mails, todayOn);
  const ground = { adminUrl: database.url, secret: SECRET };
  const webPort = await freePort();
  const halves: Child[] = [];
  const start = async (half: 'web' | 'worker', port: number, isUp: RegExp): Promise<Child> => {
    const settings = sendSettings(ground, { smtpPort: sink.port, booksUrl }, port);
    const child = startHalf(half, {
      ...settings,
      REDIS_URL: redisUrl,
      LOG_LEVEL: process.env['FAULTS_LOG'] ?? 'silent',
      ...own,
    });
    halves.push(child);
    await child.said(isUp);
    return child;
  };
  return {
    database,
    sink,
    booksUrl,
    webUrl: `http://127.0.0.1:${webPort}`,
    startWorker: async () => start('worker', await freePort(), /worker is running/),
    startWeb: () => start('web', webPort, /Dunlin  +http/),
    async close() {
      for (const half of halves) if (half.isRunning()) await half.kill();
      await books.stop();
      await database.close();
      await sink.close();
    },
  };
}

async function layOut(url: string, n: number, todayOn: string): Promise<void> {
  const secrets = new Secrets([SECRET]);
  const store = await openStore({ url, secrets });
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await layOutDue({ admin, store, secrets }, { n, ofOneCompany: OF_ONE_COMPANY, todayOn });
  await admin.end();
  await store.close();
}

/**
 * As if all who hold something had been silent until their leases ended. Rows in the hands of an open transaction stay as they are.
 * Answers the claims that are over now.
 */
export async function letLeasesEnd({
  database,
}: Pick<FaultsWorld, 'database'>): Promise<{ id: string; fence: number; called: boolean }[]> {
  await database.query(
    `update outbox set queued_at = queued_at - ${LEASES_OVER}
     where id in (select id from outbox where state = 'queued' for update skip locked)`,
  );
  return database.query(
    `update delivery set claimed_at = claimed_at - ${LEASES_OVER}, called_at = called_at - ${LEASES_OVER}
     where id in (select id from delivery where state = 'claimed' and claimed_at > clock_timestamp() - ${LEASES_OVER} for update skip locked)
     returning id, fence::int, called_at is not null as called`,
  );
}
