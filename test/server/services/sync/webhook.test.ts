import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordsSync } from '../../../../jobs/handlers/records-sync.ts';
import { webhookProcess } from '../../../../jobs/handlers/webhook-process.ts';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { jobs } from '../../../../domain/jobs.ts';
import { REALM_A } from '../../../../sandbox/quickbooks/index.ts';
import { acceptWebhook } from '../../../../server/services/webhooks/accept.ts';
import {
  connectAndImport,
  kindsOf,
  rowsOf,
  startBooksWorld,
  type BooksWorld,
} from './books-world.ts';

const inA = { realmId: REALM_A };

let world: BooksWorld;
let door: Server;
let organisationId: OrganisationId;

beforeAll(async () => {
  world = await startBooksWorld({ knobs: { webhookGatherMs: 0 } });
  door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const post = {
        provider: 'quickbooks',
        body: Buffer.concat(chunks),
        headers: request.headers,
      };
      void acceptWebhook(world.ctx, post).then((answer) => {
        response.statusCode = answer === 'accepted' ? 200 : 401;
        response.end();
      });
    });
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  door.close();
  await world.close();
});
beforeEach(async () => {
  await world.sandbox.admin.resetKnobs();
  await world.sandbox.admin.setKnobs({ throttle: false, webhookGatherMs: 0 });
  await world.sandbox.admin.reset({});
  organisationId = await connectAndImport(world, REALM_A);
  const { port } = door.address() as AddressInfo;
  await world.sandbox.admin.setWebhookUrl({ url: `http://127.0.0.1:${port}` });
});

/** Does the work that waits in the outbox, as a worker would, until none of these two kinds is left. */
async function work(): Promise<void> {
  for (;;) {
    const [row] = await world.database.query<{ id: string; name: string; payload: unknown }>(
      `delete from outbox where id = (select min(id) from outbox where name in ('webhook.process', 'records.sync')) returning *`,
    );
    if (!row) return;
    if (row.name === 'webhook.process')
      await webhookProcess(world.ctx, jobs['webhook.process'].payload.parse(row.payload));
    else await recordsSync(world.ctx, jobs['records.sync'].payload.parse(row.payload));
  }
}

const stateOf = async (id: string) =>
  (await rowsOf<{ id: string; state: string }>(world, 'invoice', organisationId)).find(
    (row) => row.id === id,
  )?.state;

describe('a change in QuickBooks that comes by webhook', () => {
  it('is in the mirror, told and queued for planning once its event was worked off', async () => {
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await world.sandbox.admin.flushWebhooks();
    await work();
    expect(await stateOf('101')).toBe('paid');
    expect(await kindsOf(world, organisationId)).toEqual(['sync.finished', 'invoice.paid']);
    expect(await rowsOf(world, 'outbox', organisationId, 'id, name, key')).toMatchObject([
      { name: 'reminders.plan', key: 'due' },
    ]);
  });

  it('sent several times and out of order is told once', async () => {
    await world.sandbox.admin.setKnobs({ webhookDuplicates: 3, webhookReorder: true });
    await world.sandbox.admin.editInvoice({
      ...inA,
      id: '101',
      changes: { DueDate: '2027-01-31' },
    });
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await world.sandbox.admin.deleteInvoice({ ...inA, id: '104' });
    await world.sandbox.admin.flushWebhooks();
    await work();
    await world.sandbox.admin.flushWebhooks();
    await work();
    expect(await stateOf('101')).toBe('paid');
    expect(await stateOf('104')).toBe('deleted');
    const told = (await kindsOf(world, organisationId)).slice(1).sort();
    expect(told).toEqual(['invoice.deleted', 'invoice.paid']);
  });

  it('with a wrong signature changes nothing', async () => {
    await world.sandbox.admin.setKnobs({ webhookSignature: 'wrong' });
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await world.sandbox.admin.flushWebhooks();
    await work();
    expect(await stateOf('101')).toBe('open');
  });
});
