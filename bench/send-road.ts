import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../server/local-postgres.ts';
import { atOnce, openBareMailer, PDF_BYTES } from './send-channel.ts';
import { startChild } from './support/child.ts';
import { figure, round, timed, type Figure } from './support/figure.ts';
import { onGround, type BenchGround } from './support/ground.ts';
import { startHalf } from './support/production.ts';
import { dueDayOf, layOutDue, sendSettings } from './support/send-work.ts';

/** Few enough of one company that the pace its books allow (10 calls a second) does not count; three calls belong to each message. */
const OF_ONE_COMPANY = 12;
const LIMIT_MS = 180_000;
const LOOK_MS = 20;

/**
 * Messages that are planned already, through `npm run worker` as in production: claimed, the books read again, the gates run again, composed
 * with a PDF, handed over by SMTP, the answer recorded. Beside it bare nodemailer to the same server.
 */
export function benchRoad(n: number): Promise<Figure> {
  return onGround(async (ground) => {
    const todayOn = new Date().toISOString().slice(0, 10);
    const sink = startChild(['bench/mail-sink.ts']);
    const books = startChild(['bench/fast-books.ts', dueDayOf(todayOn), String(PDF_BYTES)]);
    try {
      const smtpPort = Number((await sink.said(/listening on (\d+)/))[1]);
      const booksUrl = (await books.said(/listening on (\S+)/))[1] ?? '';
      const bareBefore = await bareRate(smtpPort, n / 2);
      const ours = await roadRate(ground, { n, todayOn, smtpPort, booksUrl });
      const bare = (bareBefore + (await bareRate(smtpPort, n / 2))) / 2;
      return figure({
        name: 'send whole road: bare nodemailer',
        ours: round(ours),
        reference: round(bare),
        target: '>= 0.8',
        unit: 'messages/s',
        note: `${n} messages of ${n / OF_ONE_COMPANY} companies, ${PDF_BYTES / 1000} kB PDF each, one worker with PostgreSQL, queue, books and server on the same machine`,
      });
    } finally {
      await books.stop();
      await sink.stop();
    }
  });
}

async function bareRate(port: number, n: number): Promise<number> {
  const mailer = await openBareMailer(port);
  await atOnce(n / 4, mailer.send);
  const { seconds } = await timed(() => atOnce(n, mailer.send));
  mailer.close();
  return n / seconds;
}

interface Road {
  n: number;
  todayOn: string;
  smtpPort: number;
  booksUrl: string;
}

/** The first tenth warms the worker up and is not counted. */
async function roadRate(ground: BenchGround, road: Road): Promise<number> {
  await layOutDue(ground, { ...road, ofOneCompany: OF_ONE_COMPANY });
  const worker = startHalf('worker', sendSettings(ground, road, await freePort()));
  try {
    await worker.said(/worker is running/);
    await waitFor(ground, road.n / 10);
    const from = await countSent(ground);
    const { seconds } = await timed(() => waitFor(ground, road.n));
    return (road.n - from) / seconds;
  } finally {
    await worker.stop();
  }
}

async function waitFor(ground: BenchGround, count: number): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while ((await countSent(ground)) < count) {
    if (Date.now() > end) throw new Error(`only ${await countSent(ground)} messages left`);
    await pause(LOOK_MS);
  }
}

async function countSent({ admin }: BenchGround): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    `select count(*)::int as count from delivery where state = 'sent'`,
  );
  return rows[0]?.count ?? 0;
}
