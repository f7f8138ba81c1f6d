import { randomUUID } from 'node:crypto';
import { createInbound } from '../../../../integrations/sendgrid/inbound.ts';
import { startSandboxSendGrid, type SandboxSendGrid } from '../../../../sandbox/sendgrid/index.ts';
import type { Context } from '../../../../server/services/context.ts';
import { processInbound } from '../../../../server/services/replies/process.ts';
import { makeMail, type MailParts } from '../../../support/make-mail.ts';
import { startApp } from '../../../support/start-app.ts';
import {
  mailsOf,
  planOne,
  send,
  startSendingWorld,
  type Case,
  type SendingWorld,
} from '../deliveries/sending-world.ts';

export const REPLY_HOST = 'reply.dunlin.example';
const SECRET = 'a-part-that-nobody-can-guess';

/** A sending world over SMTP whose replies come in through SendGrid's Inbound Parse. */
export interface RepliesWorld extends SendingWorld {
  vendor: SandboxSendGrid;
  /** Posts to the front door; answers the status. */
  post(
    mail: { to: string[]; from?: string; mime: string | Buffer },
    secret?: string,
  ): Promise<number>;
  /** Posts a person's mail and works it off. */
  receive(to: string, parts?: MailParts, from?: string): Promise<void>;
  work(): Promise<number>;
}

/** A message that left, with the address that replies to it go to. */
export type SentCase = Case & { replyTo: string };

export async function startRepliesWorld(): Promise<RepliesWorld> {
  const sending = await startSendingWorld();
  const now = () => sending.ctx.now();
  const vendor = await startSandboxSendGrid({ now });
  const inbound = createInbound({ secret: SECRET, keys: [vendor.publicKey] });
  const settings = { ...sending.ctx.settings, replyHost: REPLY_HOST };
  const ctx: Context = { ...sending.ctx, inbound, settings };
  const parts = { email: ctx.email, now, systems: ctx.systems, inbound, replyHost: REPLY_HOST };
  const app = await startApp(sending.database, parts);
  const world: RepliesWorld = {
    ...sending,
    ctx,
    vendor,
    work: () => processInbound(ctx),
    post: ({ to, from = 'ap@rose.example', mime }, secret = SECRET) =>
      vendor.postInbound(`${app.url}/webhooks/sendgrid/inbound/${secret}`, { to, from, mime }),
    async receive(to, mail = {}, from = 'ap@rose.example') {
      const messageId = `<${randomUUID()}@rose.example>`;
      const mime = makeMail({ to, messageId, ...mail });
      const status = await world.post({ to: [to], from, mime });
      if (status !== 200) throw new Error(`refused with ${status}`);
      await world.work();
    },
    async close() {
      await app.close();
      await vendor.close();
      await sending.close();
    },
  };
  return world;
}

export async function sendOne(
  world: RepliesWorld,
  wanted: Parameters<typeof planOne>[1] = {},
): Promise<SentCase> {
  const one = await planOne(world, wanted);
  await send(world, one);
  const [mail] = await mailsOf(world, one.deliveryId);
  return { ...one, replyTo: mail?.headers['reply-to'] ?? '' };
}
