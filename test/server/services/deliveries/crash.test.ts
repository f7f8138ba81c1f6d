import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { SILENT_AFTER_MS } from '../../../../jobs/policy.ts';
import { putBackLost, takeReady } from '../../../../server/db/outbox.ts';
import {
  ageClaim,
  deliveryRow,
  kindsOf,
  mailsOf,
  NOW,
  planOne,
  startSendingWorld,
  type Case,
  type SendingWorld,
} from './sending-world.ts';
import { openSmtpGate } from './smtp-gate.ts';
import { workOff } from './work-off.ts';

/** What a person looking on would see of one message. */
interface Seen {
  state: unknown;
  mails: number;
}

interface Crash {
  point: string;
  /** Who kills the worker: it itself at the hook of that name, or something outside that watches it. */
  by: 'itself' | 'lock' | RegExp;
  crashed: Seen;
  ended: Seen;
}

/**
 * The numbered points of `sendDelivery`. Up to the commit of `called_at` the message has surely not left, so it is sent later; from
 * there on only the answer could tell, and the message is unknown for good: never a second one (E44, facts: security 13.3, T02).
 */
const crashes: Crash[] = [
  {
    point: 'before the claim',
    by: 'itself',
    crashed: { state: 'planned', mails: 0 },
    ended: { state: 'sent', mails: 1 },
  },
  {
    point: 'claimed',
    by: 'itself',
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'sent', mails: 1 },
  },
  {
    point: 'books read',
    by: 'itself',
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'sent', mails: 1 },
  },
  {
    point: 'gates run again',
    by: 'itself',
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'sent', mails: 1 },
  },
  {
    point: 'files read',
    by: 'itself',
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'sent', mails: 1 },
  },
  {
    point: 'composed',
    by: 'lock',
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'sent', mails: 1 },
  },
  {
    point: 'called',
    by: 'itself',
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'unknown', mails: 0 },
  },
  {
    point: 'greeted',
    by: /^220 /,
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'unknown', mails: 0 },
  },
  {
    point: 'in the middle of DATA',
    by: /^354 /m,
    crashed: { state: 'claimed', mails: 0 },
    ended: { state: 'unknown', mails: 0 },
  },
  {
    point: 'accepted, answer under way',
    by: /queued as/,
    crashed: { state: 'claimed', mails: 1 },
    ended: { state: 'unknown', mails: 1 },
  },
  {
    point: 'answered',
    by: 'itself',
    crashed: { state: 'claimed', mails: 1 },
    ended: { state: 'unknown', mails: 1 },
  },
  {
    point: 'recorded',
    by: 'itself',
    crashed: { state: 'sent', mails: 1 },
    ended: { state: 'sent', mails: 1 },
  },
];

interface Story {
  one: Case;
  signal: unknown;
  crashed: Seen;
  withinLease: Seen;
  ended: Seen;
  kinds: string[];
}

const AT_ONCE = 3;
let world: SendingWorld;
const stories = new Map<string, Story>();

beforeAll(async () => {
  world = await startSendingWorld();
  const cases = [];
  for (const crash of crashes) cases.push({ crash, one: await planOne(world) });
  const work = await takeReady(world.ctx.store, NOW, 200);
  const outboxIdOf = ({ deliveryId }: Case) =>
    work.find((row) => row.payload['deliveryId'] === deliveryId)?.id ?? 0;

  const waiting = [...cases];
  const crashNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { crash, one } = next;
      const signal = await crashOne(crash, one, outboxIdOf(one));
      const crashed = await look(one);
      stories.set(crash.point, {
        one,
        signal,
        crashed,
        withinLease: crashed,
        ended: crashed,
        kinds: [],
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, crashNext));

  // Nobody has heard of the rows for long enough: another relay hands them over again, while the claims still count.
  await handOverAgain(SILENT_AFTER_MS + 1_000);
  for (const story of stories.values()) story.withinLease = await look(story.one);
  for (const { one } of stories.values()) await ageClaim(world, one.deliveryId, 181);
  await handOverAgain(2 * SILENT_AFTER_MS + 2_000);
  for (const story of stories.values()) {
    story.ended = await look(story.one);
    story.kinds = await kindsOf(world, story.one.invoiceId);
  }
}, 180_000);
afterAll(() => world.close());

async function handOverAgain(afterMs: number): Promise<void> {
  const at = new Date(NOW.getTime() + afterMs);
  world.setNow(at);
  await putBackLost(world.ctx.store, new Date(at.getTime() - SILENT_AFTER_MS));
  await workOff(world.ctx);
}

async function look({ deliveryId }: Case): Promise<Seen> {
  const { state } = await deliveryRow(world, deliveryId);
  return { state, mails: (await mailsOf(world, deliveryId)).length };
}

async function crashOne(crash: Crash, one: Case, outboxId: number): Promise<unknown> {
  if (crash.by === 'itself') return startWorker(crash.point, outboxId).ended;
  if (crash.by === 'lock') return killAtLock(crash, one, outboxId);
  const gate = await openSmtpGate(world.mailbox.smtpUrl, crash.by, () => worker.kill());
  const worker = startWorker(crash.point, outboxId, gate.url);
  const signal = await worker.ended;
  await gate.close();
  return signal;
}

/** Holds the row as soon as it is claimed, so that the worker cannot commit `called_at`; kills it once the message is composed. */
async function killAtLock(crash: Crash, one: Case, outboxId: number): Promise<unknown> {
  const pdf = `/invoice/${one.invoiceId}/pdf`;
  await world.sandbox.admin.addFault({ kind: 'delay', path: pdf, delayMs: 3_000 });
  const holder = new pg.Client({ connectionString: world.database.ownerUrl });
  await holder.connect();
  const worker = startWorker(crash.point, outboxId);
  await until(async () => (await deliveryRow(world, one.deliveryId))['state'] === 'claimed');
  await holder.query('begin');
  await holder.query('select 1 from delivery where id = $1 for no key update', [one.deliveryId]);
  await until(async () => {
    const { rows } = await holder.query(
      `select from pg_locks waits join pg_locks ours on ours.transactionid = waits.transactionid
       where not waits.granted and ours.granted and ours.pid = pg_backend_pid()`,
    );
    return rows.length > 0;
  });
  worker.kill();
  const signal = await worker.ended;
  await holder.query('rollback');
  await holder.end();
  return signal;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it never came to that');
    await pause(20);
  }
}

function startWorker(point: string, outboxId: number, smtpUrl = world.mailbox.smtpUrl) {
  const script = path.join(import.meta.dirname, 'doomed-worker.ts');
  const worker: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', script, point, String(outboxId), NOW.toISOString()],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        DATABASE_URL: world.database.ownerUrl,
        REDIS_URL: '',
        SMTP_URL: smtpUrl,
        QUICKBOOKS_CLIENT_ID: 'sandbox-client-id',
        QUICKBOOKS_CLIENT_SECRET: 'sandbox-client-secret',
        QUICKBOOKS_VERIFIER_TOKENS: 'sim-verifier-token-0001',
        INTUIT_DISCOVERY_URL: `${world.sandbox.url}/.well-known/openid_sandbox_configuration`,
        QUICKBOOKS_API_URL: world.sandbox.url,
      },
    },
  );
  const ended = once(worker, 'exit').then(([code, signal]: unknown[]) => signal ?? code);
  return { ended, kill: () => void worker.kill('SIGKILL') };
}

describe('a worker killed at any point of a send', () => {
  const storyOf = (point: string): Story => {
    const story = stories.get(point);
    if (!story) throw new Error(`nothing crashed at ${point}`);
    return story;
  };

  it.each(crashes)(
    '$point: leaves $crashed.state, ends as $ended.state with $ended.mails mail',
    (crash) => {
      const story = storyOf(crash.point);
      expect(story.signal).toBe('SIGKILL');
      expect(story.crashed).toEqual(crash.crashed);
      expect(story.ended).toEqual(crash.ended);
    },
  );

  it.each(crashes.filter(({ crashed }) => crashed.state === 'claimed'))(
    '$point: nobody touches the message while its claim counts',
    ({ point }) => {
      expect(storyOf(point).withinLease).toEqual(storyOf(point).crashed);
    },
  );

  it.each(crashes.filter(({ ended }) => ended.state === 'unknown'))(
    '$point: the history says that nobody knows, once',
    ({ point }) => {
      expect(storyOf(point).kinds).toEqual(['delivery.unknown']);
    },
  );

  it.each(crashes.filter(({ ended }) => ended.state === 'sent'))(
    '$point: the history says sent, once',
    ({ point }) => {
      expect(storyOf(point).kinds).toEqual(['delivery.sent']);
    },
  );

  it('leaves no work behind', async () => {
    const left = await world.database.query(
      `select name, state, last_error from outbox where name = 'delivery.send'`,
    );
    expect(left).toEqual([]);
  });
});
