import type { OrganisationId } from '../../../../domain/ids.ts';
import { importKinds, type ImportKind } from '../../../../integrations/books.ts';
import { REALM_A, type Admin } from '../../../../sandbox/quickbooks/index.ts';
import { TENANT_A, type SandboxXero } from '../../../../sandbox/xero/index.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Context } from '../../../../server/services/context.ts';
import { runImport } from '../../../../server/services/sync/run-import.ts';
import { startImport } from '../../../../server/services/sync/start-import.ts';
import { World } from '../../../integrations/xero/world.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { connectAndImport, startBooksWorld } from './books-world.ts';
import { quickBooksChanges } from './quickbooks-changes.ts';
import { xeroChanges } from './xero-changes.ts';

/** Something that people do in the books. */
export interface Change<Hands> {
  name: string;
  make(hands: Hands): Promise<unknown>;
  /** Nothing is posted about it. */
  withoutWebhook?: true;
}

/** One accounting system under the nets: books as at the start, and whatever tells of changes. */
export interface NetWorld {
  /** Key of the system. */
  key: string;
  ctx: Context;
  database: TestDatabase;
  /** The sample company as at the start, connected and read, with nobody to tell. */
  fresh(): Promise<OrganisationId>;
  tellTo(url: string | null): Promise<unknown>;
  flush(): Promise<unknown>;
  make(change: string): Promise<unknown>;
  close(): Promise<void>;
}

interface NetSystem {
  name: string;
  changes: Pick<Change<never>, 'name' | 'withoutWebhook'>[];
  /** What webhooks bring; the other nets bring every kind. */
  webhookKinds: readonly ImportKind[];
  /** Sweeps tell nothing of the customer who ceased to exist in a merge, only of the documents that moved. */
  mergedMayStay: boolean;
  start(): Promise<NetWorld>;
}

export const netSystems: NetSystem[] = [
  {
    name: 'QuickBooks',
    changes: quickBooksChanges,
    webhookKinds: importKinds,
    mergedMayStay: true,
    start: startQuickBooks,
  },
  {
    name: 'Xero',
    changes: xeroChanges,
    // Payments and refunds have no webhook, files no list (facts: Xero 6.1); invoices say by themselves what is paid.
    webhookKinds: ['terms', 'customers', 'invoices', 'credits'],
    mergedMayStay: false,
    start: startXero,
  },
];

async function startQuickBooks(): Promise<NetWorld> {
  const world = await startBooksWorld({ knobs: { webhookGatherMs: 0 } });
  const { admin } = world.sandbox;
  return {
    key: 'quickbooks',
    ctx: world.ctx,
    database: world.database,
    async fresh() {
      await admin.setWebhookUrl({ url: null });
      await admin.reset({});
      await world.database.query('delete from outbox');
      return connectAndImport(world, REALM_A);
    },
    tellTo: (url) => admin.setWebhookUrl({ url }),
    flush: () => admin.flushWebhooks(),
    make: (name) => makeOne<Admin>(quickBooksChanges, name, admin),
    close: () => world.close(),
  };
}

async function startXero(): Promise<NetWorld> {
  const database = await openTestDatabase();
  const xero = await World.start();
  const { admin } = xero.sandbox;
  await admin.setKnobs({ webhookGatherMs: 0, webhookHandshake: false });
  const limiter: Context['limiter'] = {
    inTurn: (_key, _limits, call) => call(),
    holdUntil: () => Promise.resolve(),
  };
  const ctx: Context = { ...makeContext(database, { systems: [xero.books] }), limiter };
  return {
    key: 'xero',
    ctx,
    database,
    async fresh() {
      await admin.setWebhookUrl({ url: null });
      await admin.reset();
      await database.query('delete from outbox');
      await database.query(`update connection set state = 'disconnected'`);
      const { tokens, key } = (await xero.connect(TENANT_A)).access;
      const books = { provider: 'xero', booksId: TENANT_A, tokens, grantKey: key };
      const { id } = await makeOrganisation(ctx, { books });
      const runId = await inOrganisation(ctx.store, id, (tx) => startImport(tx, id, ctx.now()));
      await runImport(ctx, id, runId);
      await database.query('delete from outbox where organisation_id = $1', [id]);
      return id;
    },
    tellTo: (url) => admin.setWebhookUrl({ url }),
    flush: () => admin.flushWebhooks(),
    make: (name) => makeOne<SandboxXero['admin']>(xeroChanges, name, admin),
    async close() {
      await xero.sandbox.close();
      await database.close();
    },
  };
}

function makeOne<Hands>(changes: Change<Hands>[], name: string, hands: Hands): Promise<unknown> {
  const change = changes.find((one) => one.name === name);
  if (!change) throw new Error(`no change is called ${name}`);
  return change.make(hands);
}
