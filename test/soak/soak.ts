import { fork, type ChildProcess } from 'node:child_process';
import { pino } from 'pino';
import { until, Visitor } from '../../scripts/support/visitor.ts';
import { readConfig } from '../../server/config.ts';
import { freePort } from '../../server/local-postgres.ts';
import { makeContext, type OpenContext } from '../../server/make-context.ts';
import { Secrets } from '../../server/secrets.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import type { SoakBooks } from './books.ts';
import type { Order } from './house.ts';

const ROUND_LIMIT_MS = 60_000;

/** Dunlin in a process that can be killed, and the books beside it, both on a clock that runs ahead. */
export interface Soak {
  database: TestDatabase;
  books: SoakBooks;
  organisationId: string;
  /** Moves both clocks and lets the clock's own work be asked for. */
  advance(ms: number): Promise<void>;
  /** Ends Dunlin as a power cut would; the next `advance` starts it again. */
  kill(): Promise<void>;
  /** No work is ready or under way. */
  untilQuiet(): Promise<void>;
  kills: number;
  /** The same settings and clock in this process, to look into the mirror and the books. */
  openContext(): Promise<OpenContext>;
  close(): Promise<void>;
}

export async function openSoak(startBooks: () => Promise<SoakBooks>): Promise<Soak> {
  const database = await openTestDatabase({ poolSize: 2 });
  const port = await freePort();
  const books = await startBooks();
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    PORT: String(port),
    DUNLIN_SECRET: 'a master secret for the soak, forty characters',
    DATABASE_URL: database.ownerUrl,
    REDIS_URL: '',
    SMTP_URL: 'smtp://127.0.0.1:9',
    ...books.settings,
  };
  let child: ChildProcess | null = null;
  let clockAheadMs = 0;
  let round = 0;

  const start = async (): Promise<ChildProcess> => {
    const started = fork(new URL('./house.ts', import.meta.url), {
      execArgv: ['--import', 'tsx'],
      env: { ...env, CLOCK_AHEAD_MS: String(clockAheadMs) },
    });
    await answerTo(started, 0);
    return started;
  };
  const kill = async (): Promise<void> => {
    if (!child) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    child = null;
  };

  // For the same reason no minute of calls is ever full, though each second keeps its pace: a round stands for hours, in which a call that
  // waits would see its token expire twice.
  const minutes = setInterval(() => {
    const pass =
      "update books_call set at = at - interval '1 minute' where at < now() - interval '2 seconds'";
    void database.query(pass);
  }, 200);
  child = await start();
  await books.tellTo(`http://127.0.0.1:${port}/webhooks`);
  const visitor = new Visitor({ baseUrl: `http://127.0.0.1:${port}`, sandboxes: {} });
  await visitor.connectBy(books.key, (url) => books.consent(url));
  const soak: Soak = {
    database,
    books,
    organisationId: visitor.organisationId,
    kills: 0,
    async advance(ms) {
      child ??= await start();
      clockAheadMs += ms;
      await books.advanceClock(ms);
      // Turns run on the database's own clock, which stands still beside ours: a pause that the books asked for is over by now.
      await database.query('update books_turn set held_until = null');
      const order: Order = { clockAheadMs, round: (round += 1) };
      const answered = answerTo(child, round);
      child.send(order);
      await answered;
    },
    async kill() {
      await kill();
      // Until the next start the places of its calls are free again: their leases run on the database's clock too.
      await database.query("update books_turn set leases = '{}'");
      soak.kills += 1;
    },
    untilQuiet: () => untilQuiet(database, () => clockAheadMs),
    openContext: () =>
      makeContext({
        config: readConfig(env),
        databaseUrl: database.ownerUrl,
        secrets: new Secrets([env.DUNLIN_SECRET]),
        baseUrl: `http://localhost:${port}`,
        now: () => new Date(Date.now() + clockAheadMs),
        log: pino({ level: 'silent' }),
      }),
    async close() {
      clearInterval(minutes);
      await kill();
      await books.close();
      await database.close();
    },
  };
  return soak;
}

/** The process says that this round is done; 0 is its start. Throws when it ends instead. */
function answerTo(child: ChildProcess, round: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => fail('is silent'), ROUND_LIMIT_MS);
    const end = (how: () => void): void => {
      clearTimeout(limit);
      child.off('message', look);
      child.off('exit', ended);
      how();
    };
    const fail = (why: string): void => end(() => reject(new Error(`Dunlin ${why}`)));
    const ended = (): void => fail('ended by itself');
    const look = (message: { round?: number }): void => {
      if (message.round === round) end(resolve);
    };
    child.on('message', look);
    child.once('exit', ended);
  });
}

/** Work that the books put off for minutes counts as quiet: the next round finds it ready. */
async function untilQuiet(database: TestDatabase, aheadMs: () => number): Promise<void> {
  let busy: { name: string }[] = [];
  const isQuiet = async (): Promise<boolean> => {
    busy = await database.query<{ name: string }>(
      `select name, state, attempts, last_error from outbox where state = 'queued' or (state = 'waiting'
         and available_at < now() + make_interval(secs => ${aheadMs() / 1000 + 3}))`,
    );
    return busy.length === 0;
  };
  await until('the end of all work', isQuiet, ROUND_LIMIT_MS).catch((error: unknown) => {
    throw new Error(`still at work: ${JSON.stringify(busy)}`, { cause: error });
  });
}
