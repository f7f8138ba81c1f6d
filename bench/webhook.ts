import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../scripts/support/visitor.ts';
import { freePort } from '../server/local-postgres.ts';
import { REALM, startBooks, VERIFIER_TOKEN } from './support/books.ts';
import { startChild } from './support/child.ts';
import { figure, round, type Figure } from './support/figure.ts';
import { onGround, type BenchGround } from './support/ground.ts';
import { percentile, postAtRate, type LoadResult, type Post } from './support/load.ts';
import { oneChange } from './webhook-change.ts';
import { productionSettings, startHalf } from './support/production.ts';

const PER_SECOND = 500;
const SECONDS = 10;
/** A server in production has long been warm; this much load before is not counted. */
const WARM_UP_POSTS = 1_500;
const LIMIT_MS = 60_000;

/**
 * 500 posts a second for ten seconds, each signed and of one event, to `web` started as in production; beside it the same load against
 * an express server that only says 200, half of it before and half after, so that a noisy machine is noisy to both.
 */
export function benchWebhook(): Promise<Figure[]> {
  return onGround(async (ground) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/webhooks/quickbooks`;
    const books = await startBooks({ invoices: 200, customers: 50, webhookUrl: url });
    const env = productionSettings(ground, books, port);
    const web = startHalf('web', env);
    try {
      await web.said(/Ctrl-C stops/);
      const change = await oneChange(ground, books, env);
      const load = await underLoad(ground, url);
      return [...load, ...(await killedMidway(ground, url, env)), ...change];
    } finally {
      await web.stop();
      await books.stop();
    }
  });
}

async function underLoad(ground: BenchGround, url: string): Promise<Figure[]> {
  const before = await countPosts(ground);
  const half = (PER_SECOND * SECONDS) / 2;
  const bareBefore = await bareLoad(makePosts(half));
  await postAtRate(url, makePosts(WARM_UP_POSTS), PER_SECOND);
  const ours = await postAtRate(url, makePosts(2 * half), PER_SECOND);
  const bareAfter = await bareLoad(makePosts(half));
  const stored = (await countPosts(ground)) - before - WARM_UP_POSTS;
  return figuresOf(ours, both(bareBefore, bareAfter), stored);
}

/** The same load with a worker beside it, which is killed half-way and started again: what it had begun must not be lost. */
async function killedMidway(
  ground: BenchGround,
  url: string,
  env: Record<string, string>,
): Promise<Figure[]> {
  const startWorker = () => startHalf('worker', env);
  const first = startWorker();
  await first.said(/worker is running/);
  const isWorkedOff = async () => (await countPosts(ground, 'received')) === 0;
  await until('the posts before', isWorkedOff, LIMIT_MS);
  const before = await countPosts(ground, 'processed');
  const sending = postAtRate(url, makePosts(PER_SECOND * SECONDS), PER_SECOND);
  await pause((SECONDS / 2) * 1000);
  await first.kill();
  const second = startWorker();
  try {
    const { sent, tookMs } = await sending;
    await until('all posts', isWorkedOff, LIMIT_MS);
    return [
      figure({
        name: 'webhook posts worked off, worker killed',
        ours: (await countPosts(ground, 'processed')) - before,
        reference: sent,
        target: '>= 1',
        unit: 'posts',
        note: `p99 ${round(percentile(tookMs, 0.99))} ms with worker and restart on the same two cores`,
      }),
    ];
  } finally {
    await second.stop();
  }
}

async function bareLoad(posts: Post[]): Promise<LoadResult> {
  const server = startChild(['bench/bare-server.ts']);
  try {
    const port = (await server.said(/listening on (\d+)/))[1] ?? '';
    const url = `http://127.0.0.1:${port}/webhooks/quickbooks`;
    await postAtRate(url, makePosts(WARM_UP_POSTS), PER_SECOND);
    return await postAtRate(url, posts, PER_SECOND);
  } finally {
    await server.stop();
  }
}

function both(a: LoadResult, b: LoadResult): LoadResult {
  const tookMs = [...a.tookMs, ...b.tookMs].sort((x, y) => x - y);
  return { sent: a.sent + b.sent, answered: a.answered + b.answered, tookMs };
}

function figuresOf(ours: LoadResult, bare: LoadResult, stored: number): Figure[] {
  const load = `${ours.sent} posts at ${PER_SECOND} a second`;
  const at = (share: number, name: string) =>
    figure({
      name: `webhook ${name}: express that only says 200`,
      ours: round(percentile(ours.tookMs, share)),
      reference: round(percentile(bare.tookMs, share)),
      target: 'none',
      unit: 'ms',
      note: `${load}; ours also verifies the signature and commits a row`,
    });
  return [
    at(0.5, 'p50'),
    at(0.99, 'p99'),
    figure({
      name: 'webhook p99: the limit',
      ours: round(percentile(ours.tookMs, 0.99)),
      reference: 50,
      target: '<= 1',
      unit: 'ms',
      note: `${load}; express that only says 200 took ${round(percentile(bare.tookMs, 0.99))} ms on this machine`,
    }),
    figure({
      name: 'webhook posts stored',
      ours: stored,
      reference: ours.sent,
      target: '>= 1',
      unit: 'posts',
      note: `${ours.sent - ours.answered} without a 200`,
    }),
  ];
}

async function countPosts({ admin }: BenchGround, state?: string): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    'select count(*)::int as count from webhook_post where state = coalesce($1, state)',
    [state ?? null],
  );
  return rows[0]?.count ?? 0;
}

/** One event each, as Intuit sends them (facts: QuickBooks 7.2), signed beforehand so that the load costs the sender little. */
function makePosts(count: number): Post[] {
  return Array.from({ length: count }, (_, index) => {
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: 'intuit.c2FuZGJveC1xdWlja2Jvb2tzLXNvdXJjZQ==',
      type: 'qbo.invoice.updated.v1',
      datacontenttype: 'application/json',
      time: new Date().toISOString(),
      intuitentityid: String(index),
      intuitaccountid: REALM,
      data: {},
    };
    const body = Buffer.from(JSON.stringify([event]));
    const signature = createHmac('sha256', VERIFIER_TOKEN).update(body).digest('base64');
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    return { body, headers: { ...headers, 'intuit-signature': signature } };
  });
}
