import { createSendGridChannel } from '../../../../integrations/sendgrid/index.ts';
import type { Context } from '../../../../server/services/context.ts';
import { recordReports } from '../../../../server/services/evidence/record.ts';
import { startSandboxSendGrid, type SandboxSendGrid } from '../../../../sandbox/sendgrid/index.ts';
import {
  createEventSigner,
  makeEvent,
  toBody,
  type EventFields,
  type EventSigner,
} from '../../../support/sendgrid-posts.ts';
import { startApp } from '../../../support/start-app.ts';
import {
  planOne,
  send,
  startSendingWorld,
  type Case,
  type SendingWorld,
} from '../deliveries/sending-world.ts';

/** A sending world that sends through SendGrid, and a front door for its reports. */
export interface EvidenceWorld extends SendingWorld {
  signer: EventSigner;
  vendor: SandboxSendGrid;
  /** Posts bytes to the front door, signed as of now unless told otherwise; answers the status. */
  post(body: string, headers?: Record<string, string>): Promise<number>;
  /** Posts these events and works them off. */
  report(...events: EventFields[]): Promise<void>;
  /** An event about this case's message, one second later than the last one. */
  event(of: Case, change?: EventFields): EventFields;
  seconds(): string;
  work(): Promise<number>;
}

export async function startEvidenceWorld(): Promise<EvidenceWorld> {
  const sending = await startSendingWorld();
  const signer = createEventSigner();
  const vendor = await startSandboxSendGrid({ now: () => sending.ctx.now() });
  const email = createSendGridChannel({
    apiKey: vendor.apiKey,
    baseUrl: vendor.url,
    now: () => sending.ctx.now(),
    webhookKeys: [signer.publicKey, vendor.publicKey],
  });
  const ctx: Context = { ...sending.ctx, email };
  const app = await startApp(sending.database, { email, now: ctx.now, systems: ctx.systems });
  vendor.setKnobs({ webhookUrl: `${app.url}/webhooks/sendgrid` });
  const seconds = () => String(Math.floor(ctx.now().getTime() / 1000));
  let tick = 0;
  const world: EvidenceWorld = {
    ...sending,
    ctx,
    signer,
    vendor,
    seconds,
    work: () => recordReports(ctx),
    async post(body, headers = signer.headersFor(body, seconds())) {
      const answer = await fetch(`${app.url}/webhooks/sendgrid`, { method: 'POST', body, headers });
      if ((await answer.text()) !== '') throw new Error('the answer has a body');
      return answer.status;
    },
    async report(...events) {
      const status = await world.post(toBody(events));
      if (status !== 200) throw new Error(`refused with ${status}`);
      await world.work();
    },
    event: (of, change) =>
      makeEvent(
        { organisationId: sending.organisationId, ...of },
        { timestamp: Number(seconds()) + (tick += 1), ...change },
      ),
    async close() {
      await app.close();
      await vendor.close();
      await sending.close();
    },
  };
  return world;
}

/** A message that was taken, or whose answer was lost. */
export async function sendOne(
  world: EvidenceWorld,
  wanted: Parameters<typeof planOne>[1] = {},
): Promise<Case> {
  const one = await planOne(world, wanted);
  await send(world, one);
  return one;
}

export function evidenceOf(
  world: EvidenceWorld,
  deliveryId: string,
): Promise<{ kind: string; raw: string; raw_key: string }[]> {
  return world.database.query<{ kind: string; raw: string; raw_key: string }>(
    `select kind, raw, raw_key from evidence where delivery_id = $1 and kind not in ('accepted', 'unknown') order by at, id`,
    [deliveryId],
  );
}

export async function evidenceKinds(world: EvidenceWorld, deliveryId: string): Promise<string[]> {
  return (await evidenceOf(world, deliveryId)).map(({ kind }) => kind);
}
