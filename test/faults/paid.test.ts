import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { tell, untilAllIsDone } from './outcome.ts';
import { until } from './until.ts';
import { openFaultsWorld, type FaultsWorld } from './world.ts';

/** Mails are a multiple of fifteen. */
const MAILS = Number(process.env['FAULTS_MAILS'] ?? 150);
const PAID = Number(process.env['FAULTS_PAID'] ?? 10);
const LIMIT_MS = 180_000 + MAILS * 2_000;

/** Pays, in the books, an invoice that a worker has claimed and not read again yet; answers its delivery. */
async function payOneClaimed({ database, booksUrl }: FaultsWorld): Promise<string | null> {
  const rows = await database.query<{ id: string; organisation_id: string; invoice_id: string }>(
    `select id, organisation_id, invoice_id from delivery where state = 'claimed' and called_at is null`,
  );
  for (const { id, organisation_id, invoice_id } of rows) {
    const url = `${booksUrl}/pay/${organisation_id}/${invoice_id}`;
    if ((await fetch(url, { method: 'POST' })).ok) return id;
  }
  return null;
}

describe('an invoice paid between the claim and the call (E2)', () => {
  it(
    'is not reminded of, and all others are',
    async () => {
      const world = await openFaultsWorld(MAILS);
      try {
        const worker = await world.startWorker();
        const paid = new Set<string>();
        await until(
          `${PAID} paid in between`,
          async () => {
            await pause(Math.random() * 50);
            worker.signal('SIGSTOP');
            const id = await payOneClaimed(world);
            worker.signal('SIGCONT');
            if (id !== null) paid.add(id);
            return paid.size === PAID;
          },
          LIMIT_MS,
        );
        await untilAllIsDone(world, LIMIT_MS);
        const rows = await world.database.query<{ id: string; state: string; reason: string }>(
          'select id, state, reason from delivery',
        );
        const ofPaid = rows.filter(({ id }) => paid.has(id));
        tell(`${PAID} × paid between claim and call`, {
          reminded: ofPaid.filter(({ id }) => world.sink.counts.has(id)).length,
          sent: world.sink.counts.size,
        });
        expect(new Set(ofPaid.map(({ state, reason }) => `${state} ${reason}`))).toEqual(
          new Set(['cancelled document-status/paid']),
        );
        expect(ofPaid.filter(({ id }) => world.sink.counts.has(id))).toEqual([]);
        expect(world.sink.counts.size).toBe(MAILS - PAID);
      } finally {
        await world.close();
      }
    },
    LIMIT_MS + 60_000,
  );
});
