import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { importKinds } from '../../../../integrations/books.ts';
import { REALM_A } from '../../../../sandbox/quickbooks/index.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Context } from '../../../../server/services/context.ts';
import { runCheck } from '../../../../server/services/sync/run-check.ts';
import { runSweep } from '../../../../server/services/sync/run-sweep.ts';
import { startCheck } from '../../../../server/services/sync/start-check.ts';
import { connectAndImport, rowsOf, startBooksWorld, type BooksWorld } from './books-world.ts';
import { expectMirrorEqualsBooks } from './mirror-and-books.ts';
import { netSystems, type NetWorld } from './net-worlds.ts';
import { quickBooksChanges } from './quickbooks-changes.ts';
import { openDoor, workOffWebhooks, type WebhookDoor } from './webhook-door.ts';

const inA = { realmId: REALM_A };

/** The only thing that reads the books while it is tried. */
interface Net {
  name: string;
  type: 'webhooks' | 'sweep' | 'check';
  read(world: NetWorld, organisationId: OrganisationId): Promise<unknown>;
}

async function check(ctx: Context, organisationId: OrganisationId, whole: boolean): Promise<void> {
  const runId = await inOrganisation(ctx.store, organisationId, (tx) =>
    startCheck(tx, organisationId, ctx.now(), { whole }),
  );
  expect(await runCheck(ctx, organisationId, runId)).toEqual({ kind: 'done' });
}

const nets: Net[] = [
  {
    name: 'webhooks alone',
    type: 'webhooks',
    async read(world) {
      await world.flush();
      await workOffWebhooks(world);
    },
  },
  { name: 'sweeps alone', type: 'sweep', read: ({ ctx }, id) => runSweep(ctx, id) },
  { name: 'whole checks alone', type: 'check', read: ({ ctx }, id) => check(ctx, id, true) },
];

describe.each(netSystems)('of $name', ({ start, changes, webhookKinds, mergedMayStay }) => {
  let world: NetWorld;
  let door: WebhookDoor;
  beforeAll(async () => {
    world = await start();
    door = await openDoor(world, world.key);
  });
  afterAll(async () => {
    door.close();
    await world.close();
  });

  describe.each(nets)('the mirror, held up by $name', (net) => {
    const byWebhooks = net.type === 'webhooks';
    const kinds = byWebhooks ? webhookKinds : importKinds;
    let organisationId: OrganisationId;
    beforeAll(async () => {
      organisationId = await world.fresh();
      if (byWebhooks) await world.tellTo(door.url);
    });

    it('is equal to the books after the import', () =>
      expectMirrorEqualsBooks(world, organisationId));

    it.each(changes.filter(({ withoutWebhook }) => !(withoutWebhook && byWebhooks)))(
      'is equal to the books after $name',
      async ({ name }) => {
        await world.make(name);
        await net.read(world, organisationId);
        const mayStay = mergedMayStay && net.type === 'sweep';
        await expectMirrorEqualsBooks(world, organisationId, { mergedMayStay: mayStay, kinds });
      },
    );

    it('was read by nothing else', async () => {
      const runs = await world.database.query<{ type: string }>(
        'select distinct type from sync_run where organisation_id = $1',
        [organisationId],
      );
      const other = byWebhooks ? [] : [net.type];
      expect(runs.map(({ type }) => type).toSorted()).toEqual(['import', ...other].toSorted());
      const notes = await world.database.query('select 1 from named_record');
      expect(notes).toEqual([]);
    });
  });
});

describe('a nightly check, which reads no more than numbers and open invoices', () => {
  let world: BooksWorld;
  let organisationId: OrganisationId;
  const stateOf = async (id: string) =>
    (await rowsOf<{ id: string; state: string }>(world, 'invoice', organisationId)).find(
      (one) => one.id === id,
    )?.state;
  beforeAll(async () => {
    world = await startBooksWorld();
    organisationId = await connectAndImport(world, REALM_A);
  });
  afterAll(() => world.close());

  it('finds every change of what is owed', async () => {
    const owed = quickBooksChanges.slice(0, 8);
    for (const change of owed) await change.make(world.sandbox.admin);
    await check(world.ctx, organisationId, false);
    await expectMirrorEqualsBooks(world, organisationId);
  });

  it('finds a deletion that happened while nobody was connected, 31 days ago (E12)', async () => {
    const setState = (state: string) =>
      world.database.query('update connection set state = $2 where organisation_id = $1', [
        organisationId,
        state,
      ]);
    await setState('needs-reconnect');
    await world.sandbox.admin.deleteInvoice({ ...inA, id: '107' });
    await world.sandbox.admin.advanceClock({ days: 31 });
    await world.sandbox.admin.expireAccessTokens({});
    await setState('live');
    expect(await stateOf('107')).toBe('open');
    await check(world.ctx, organisationId, false);
    expect(await stateOf('107')).toBe('deleted');
    await world.sandbox.admin.advanceClock({ days: -31 });
  });
});
