import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { REALM_A, REALM_B } from '../../../../sandbox/quickbooks/index.ts';
import {
  callsTo,
  connectAndImport,
  kindsOf,
  rowsOf,
  startBooksWorld,
  type BooksWorld,
} from './books-world.ts';
import { openDoor, workOffWebhooks, type WebhookDoor } from './webhook-door.ts';

const inA = { realmId: REALM_A };

let world: BooksWorld;
let door: WebhookDoor;
let organisationId: OrganisationId;

beforeAll(async () => {
  world = await startBooksWorld({ knobs: { webhookGatherMs: 0 } });
  door = await openDoor(world);
});
afterAll(async () => {
  door.close();
  await world.close();
});
beforeEach(async () => {
  await world.sandbox.admin.resetKnobs();
  await world.sandbox.admin.setKnobs({ throttle: false, webhookGatherMs: 0 });
  await world.sandbox.admin.reset({});
  await world.database.query(`delete from outbox where name = 'records.sync'`);
  await world.database.query('delete from webhook_post');
  organisationId = await connectAndImport(world, REALM_A);
  await world.sandbox.admin.setWebhookUrl({ url: door.url });
});

const work = () => workOffWebhooks(world);
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

  it.each(['void', 'voided'])('told as %s is void (E11)', async (verb) => {
    await world.sandbox.admin.setKnobs({ webhookVoidVerb: verb });
    await world.sandbox.admin.voidInvoice({ ...inA, id: '105' });
    await world.sandbox.admin.flushWebhooks();
    await work();
    expect(await stateOf('105')).toBe('void');
  });

  it('told in the old form is in the mirror, too', async () => {
    await world.sandbox.admin.setKnobs({ webhookFormat: 'legacy' });
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await world.sandbox.admin.mergeCustomers({ ...inA, winnerId: '2', loserId: '3' });
    await world.sandbox.admin.flushWebhooks();
    await work();
    expect(await stateOf('101')).toBe('paid');
    expect(await rowsOf(world, 'customer', organisationId)).toContainEqual(
      expect.objectContaining({ id: '3', active: false }),
    );
  });

  it('among a hundred of one company costs one call per kind', async () => {
    const { entities } = await world.sandbox.admin.list({ ...inA, entity: 'Invoice' });
    const ids = entities.map((one) => String(one['Id']));
    for (let events = 0; events < 100; events += ids.length)
      await world.sandbox.admin.touchInvoices({ ...inA, ids });
    await world.sandbox.admin.flushWebhooks();
    expect(await work()).toBe(1);
    expect(await callsTo(world, REALM_A)).toHaveLength(1);
  });

  it('beside one of a company that nobody connected is read alone', async () => {
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await world.sandbox.admin.createCustomer({ realmId: REALM_B, name: 'Elsewhere' });
    await world.sandbox.admin.flushWebhooks();
    await work();
    expect(await stateOf('101')).toBe('paid');
    expect(await callsTo(world, REALM_B)).toEqual([]);
  });

  // The last one: the books go on trying to deliver what was refused.
  it('with a wrong signature changes nothing', async () => {
    await world.sandbox.admin.setKnobs({ webhookSignature: 'wrong' });
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await world.sandbox.admin.flushWebhooks();
    await work();
    expect(await stateOf('101')).toBe('open');
  });
});
