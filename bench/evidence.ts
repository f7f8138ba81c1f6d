import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSendGridChannel } from '../integrations/sendgrid/index.ts';
import { webhookRoutes } from '../server/http/webhooks/receive.ts';
import type { Context } from '../server/services/context.ts';
import { planReminders } from '../server/services/decisions/plan-reminders.ts';
import { recordReports } from '../server/services/evidence/record.ts';
import { D0, layOutPlanWork } from './plan-work.ts';
import { figure, round, timed, type Figure } from './support/figure.ts';
import { contextOf, onGround, type BenchGround } from './support/ground.ts';
import { postAtRate, type Post } from './support/load.ts';

const AGREED_PER_SECOND = 2_000;
const EVENTS_PER_POST = 200;
const POSTS_PER_SECOND = 1_000;

/** Events of SendGrid from the post to stored evidence, three about each message of an organisation, in posts of 200 (issue's figure). */
export async function benchEvidence(sizes: number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const n of sizes) figures.push(await onGround((ground) => benchSize(ground, n)));
  return figures;
}

async function benchSize(ground: BenchGround, n: number): Promise<Figure> {
  const { organisationId } = await layOutPlanWork(ground.admin, n);
  const now = new Date(`${D0}T12:00:00Z`);
  const plain = contextOf(ground, () => now);
  await planReminders(plain, organisationId, 'due');
  const { rows } = await ground.admin.query<{ id: string }>(
    `update delivery set state = 'sent', called_at = planned_at, sent_at = planned_at returning id`,
  );
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const posts = makePosts(
    rows.map(({ id }) => ({ delivery_id: id, org: organisationId })),
    { now, privateKey },
  );
  const email = createSendGridChannel({
    apiKey: 'SG.bench',
    baseUrl: 'http://127.0.0.1:1',
    now: () => now,
    webhookKeys: [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')],
  });
  const { seconds } = await timed(() => takeIn({ ...plain, email }, posts));
  const stored = await ground.admin.query<{ count: number }>(
    `select count(*)::int as count from evidence where source = 'sendgrid'`,
  );
  const count = stored.rows[0]?.count ?? 0;
  return figure({
    name: `evidence ${n}: events taken in`,
    ours: round(count / seconds),
    reference: AGREED_PER_SECOND,
    target: '>= 1',
    unit: 'events/s',
    note: `${count} of ${3 * rows.length} events stored, ${posts.length} posts, verified over HTTP and worked off in one process; reference as agreed`,
  });
}

async function takeIn(ctx: Context, posts: Post[]): Promise<void> {
  const server = createServer(express().use('/webhooks', webhookRoutes(ctx)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await postAtRate(`http://127.0.0.1:${port}/webhooks/sendgrid`, posts, POSTS_PER_SECOND);
  await recordReports(ctx);
  server.closeAllConnections();
  server.close();
}

interface Subject {
  delivery_id: string;
  org: string;
}

/** Each message is processed, delivered and perhaps opened; one kind after the other, as time goes by. */
function makePosts(
  subjects: Subject[],
  { now, privateKey }: { now: Date; privateKey: KeyObject },
): Post[] {
  const timestamp = Math.floor(now.getTime() / 1000);
  const events = ['processed', 'delivered', 'open'].flatMap((event, index) =>
    subjects.map((subject) => ({
      ...subject,
      email: 'accounts@customer.example',
      event,
      timestamp: timestamp + index,
      sg_event_id: randomUUID(),
      sg_message_id: `${subject.delivery_id}.recvd-${index}`,
      response: '250 2.0.0 OK',
    })),
  );
  const posts: Post[] = [];
  for (let from = 0; from < events.length; from += EVENTS_PER_POST) {
    const body = Buffer.from(`${JSON.stringify(events.slice(from, from + EVENTS_PER_POST))}\r\n`);
    const signed = Buffer.concat([Buffer.from(String(timestamp)), body]);
    posts.push({
      body,
      headers: {
        'content-type': 'application/json',
        'content-length': String(body.length),
        'x-twilio-email-event-webhook-timestamp': String(timestamp),
        'x-twilio-email-event-webhook-signature': sign('sha256', signed, privateKey).toString(
          'base64',
        ),
      },
    });
  }
  return posts;
}
