import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { usualKnobs } from '../../../../sandbox/sendgrid/poster.ts';
import { readInvoice } from '../../../../server/services/invoices/read.ts';
import { deliveryRow, NOW } from '../deliveries/sending-world.ts';
import {
  evidenceKinds,
  sendOne,
  startEvidenceWorld,
  type EvidenceWorld,
} from './evidence-world.ts';

let world: EvidenceWorld;
beforeAll(async () => {
  world = await startEvidenceWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(() => {
  const { webhookUrl: _keep, ...usual } = usualKnobs;
  world.vendor.setKnobs(usual);
  world.setNow(NOW);
});

/** Everything that is due arrives and is worked off. */
async function hear(): Promise<number[]> {
  const statuses = await world.vendor.flush();
  await world.work();
  return statuses;
}

describe('a message through the sandbox SendGrid', () => {
  it.each([
    ['accounts', ['processed', 'delivered']],
    ['bounce', ['processed', 'bounced']],
    ['late-bounce', ['processed', 'delivered', 'bounced']],
    ['blocked', ['processed', 'blocked']],
    ['deferred', ['processed', 'deferred', 'delivered']],
    ['spam', ['processed', 'delivered', 'spam-report']],
    ['unsubscribe', ['processed', 'delivered', 'unsubscribed']],
    ['click', ['processed', 'delivered', 'opened', 'clicked']],
    ['open', ['processed', 'delivered', 'opened']],
  ])('to %s@ leaves %j as evidence', async (mailboxName, kinds) => {
    const one = await sendOne(world, { mailboxName });
    expect(await hear()).toEqual([200]);
    expect(await evidenceKinds(world, one.deliveryId)).toEqual(kinds);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent' });
  });

  it('whose answer was lost is settled by its events, once they come (E44)', async () => {
    world.vendor.setKnobs({ delayMs: 600_000 });
    const one = await sendOne(world, { mailboxName: 'drop' });
    expect(await hear()).toEqual([]);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'unknown' });
    world.setNow(new Date(NOW.getTime() + 600_000));
    expect(await hear()).toEqual([200]);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent' });
  });

  it.each([
    [{ duplicates: 'same' as const }, [200, 200]],
    [{ duplicates: 'new-id' as const }, [200, 200]],
    [{ order: 'reversed' as const }, [200]],
  ])('keeps each event once, with %j', async (knobs, statuses) => {
    world.vendor.setKnobs(knobs);
    const one = await sendOne(world, { mailboxName: 'deferred' });
    expect(await hear()).toEqual(statuses);
    expect(await evidenceKinds(world, one.deliveryId)).toEqual([
      'processed',
      'deferred',
      'delivered',
    ]);
  });

  it.each(['wrong', 'none'] as const)(
    'hears nothing under a signature that is %s, and all of it when it comes again rightly signed',
    async (signature) => {
      world.vendor.setKnobs({ signature });
      const one = await sendOne(world);
      expect(await hear()).toEqual([403]);
      expect(await evidenceKinds(world, one.deliveryId)).toEqual([]);
      world.vendor.setKnobs({ signature: 'right' });
      expect(await hear()).toEqual([200]);
      expect(await evidenceKinds(world, one.deliveryId)).toEqual(['processed', 'delivered']);
    },
  );

  it('whose events are lost stays as the answer left it', async () => {
    world.vendor.setKnobs({ lost: true });
    const one = await sendOne(world);
    expect(await hear()).toEqual([]);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent' });
  });

  it('to an address that SendGrid itself gave up comes back as dropped, and stops the address again', async () => {
    const address = 'bounced-before@rose.example';
    world.vendor.lists.bounces.add(address);
    const one = await sendOne(world, { email: address });
    await hear();
    expect(await evidenceKinds(world, one.deliveryId)).toEqual(['dropped']);
    const invoice = await readInvoice(world.ctx, world.owner, one.invoiceId as InvoiceId);
    expect(invoice.deliveries[0]?.suppressed).toMatchObject([{ address, reason: 'dropped' }]);
  });
});
