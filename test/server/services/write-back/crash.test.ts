import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { changeCustomerEmail } from '../../../../server/services/customers/change-email.ts';
import {
  applyRow,
  historyOf,
  inBooks,
  knownCustomer,
  NOW,
  rowsOf,
  sent,
  startWriteBackWorld,
  type WriteBackWorld,
} from './write-back-world.ts';

const LINE = 'Reminder 3 d, 2026-11-22';
let world: WriteBackWorld;
beforeAll(async () => {
  world = await startWriteBackWorld();
}, 90_000);
afterAll(() => world.close());

/** Signal or code with which the worker ended. */
async function runDoomed(point: string, id: string): Promise<unknown> {
  const script = path.join(import.meta.dirname, 'doomed-worker.ts');
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', script, point, world.organisationId, id, NOW.toISOString()],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        DATABASE_URL: world.database.ownerUrl,
        REDIS_URL: '',
        SMTP_URL: 'smtp://127.0.0.1:9',
        QUICKBOOKS_CLIENT_ID: 'sandbox-client-id',
        QUICKBOOKS_CLIENT_SECRET: 'sandbox-client-secret',
        QUICKBOOKS_VERIFIER_TOKENS: 'sim-verifier-token-0001',
        INTUIT_DISCOVERY_URL: `${world.sandbox.url}/.well-known/openid_sandbox_configuration`,
        QUICKBOOKS_API_URL: world.sandbox.url,
      },
    },
  );
  const [code, signal]: unknown[] = await once(worker, 'exit');
  return signal ?? code;
}

const crashes = [
  { point: 'before the write', left: 'waiting' },
  { point: 'written', left: 'waiting' },
  { point: 'settled', left: 'done' },
];

describe('a worker killed while it writes', () => {
  it.each(crashes)(
    'a customer’s address, $point: written once, and the log knows what stood there before',
    async ({ point, left }) => {
      const id = await knownCustomer(world);
      const change = { email: 'new@bluebird.example', expected: 'old@bluebird.example' };
      const row = await changeCustomerEmail(world.ctx, world.owner, id, change);
      expect(await runDoomed(point, row.id)).toBe('SIGKILL');
      expect((await rowsOf(world, 'id', row.id))[0]).toMatchObject({ state: left });
      await applyRow(world, row.id);
      expect((await rowsOf(world, 'id', row.id))[0]).toMatchObject({
        state: 'done',
        before: { email: 'old@bluebird.example' },
        after: { email: 'new@bluebird.example' },
      });
      expect(await inBooks(world, 'Customer', id)).toMatchObject({
        SyncToken: '1',
        PrimaryEmailAddr: { Address: 'new@bluebird.example' },
      });
      expect(await toldOf(id)).toEqual(['write-back.done']);
    },
    60_000,
  );

  it.each(crashes)(
    'on an invoice, $point: written once, and the log knows what stood there before',
    async ({ point, left }) => {
      const agreed = { sentMark: true, field: '3', note: true, email: true };
      const { deliveryId, invoiceId } = await sent(world, agreed, { note: 'see #nochase#' });
      const id = String((await rowsOf(world, 'delivery_id', deliveryId))[0]?.['id']);
      expect(await runDoomed(point, id)).toBe('SIGKILL');
      expect((await rowsOf(world, 'id', id))[0]).toMatchObject({ state: left });
      await applyRow(world, id);
      expect((await rowsOf(world, 'id', id))[0]).toMatchObject({
        state: 'done',
        before: { sentState: 'not-set', statusField: '', noteLine: '' },
        after: { sentState: 'sent', statusField: LINE, noteLine: LINE },
      });
      expect(await inBooks(world, 'Invoice', invoiceId)).toMatchObject({
        SyncToken: '1',
        PrivateNote: `see #nochase#\n${LINE}`,
      });
      expect(await toldOf(invoiceId)).toEqual(['write-back.done']);
    },
    60_000,
  );
});

async function toldOf(id: string): Promise<string[]> {
  const kinds = (await historyOf(world, id)).map(({ kind }) => kind);
  return kinds.filter((kind) => kind.startsWith('write-back'));
}
