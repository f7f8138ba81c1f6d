import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveryProof } from '../../../../domain/api/proof.ts';
import { drawProof } from '../../../../server/services/proof/draw-proof.ts';
import { readProof } from '../../../../server/services/proof/read-proof.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { readPdf } from '../../../support/read-pdf.ts';
import { planOne } from '../deliveries/sending-world.ts';
import { sendOne, startEvidenceWorld, type EvidenceWorld } from '../evidence/evidence-world.ts';

let world: EvidenceWorld;
beforeAll(async () => {
  world = await startEvidenceWorld();
}, 90_000);
afterAll(() => world.close());

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

describe('the proof of a message', () => {
  it('tells who sent what to whom, why, and everything that was heard (ux 4.6)', async () => {
    const one = await sendOne(world, { mailboxName: 'late-bounce' });
    await world.vendor.flush();
    await world.work();
    const { proof, json, sha256: sum } = await readProof(world.ctx, world.owner, one.deliveryId);
    expect(DeliveryProof.parse(JSON.parse(json.toString()))).toEqual(proof);
    expect(sum).toBe(sha256(json));
    const taken = world.vendor.taken.at(-1)?.body;
    expect(proof).toMatchObject({
      organisation: { name: 'Alderbrook Field Services' },
      customer: { id: one.customerId },
      delivery: { id: one.deliveryId, state: 'sent', provider: 'sendgrid' },
      message: {
        subject: taken?.subject,
        text: taken?.content[0]?.value,
        html: taken?.content[1]?.value,
        htmlSha256: sha256(taken?.content[1]?.value ?? ''),
        envelope: { from: { address: taken?.from.email }, to: [one.address], cc: [], bcc: [] },
        recipients: [one.address],
      },
      copies: [{ address: one.address, outcome: 'returned', reason: 'no-such-address' }],
    });
    expect(proof.evidence.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['accepted', 'processed', 'delivered', 'bounced']),
    );
    expect(proof.evidence.find(({ kind }) => kind === 'bounced')).toMatchObject({
      source: 'sendgrid',
      address: one.address,
      at: { utc: '2026-11-16T17:00:02.000Z' },
      raw: expect.stringContaining('5.1.1'),
    });
    const [invoice] = proof.invoices;
    expect(invoice).toMatchObject({ id: one.invoiceId, stepDays: 3, rule: { version: 1 } });
    expect(invoice?.decision?.gates.at(-1)).toMatchObject({ gate: 'recipient', verdict: 'pass' });
    expect(invoice?.decision?.gates.every(({ says }) => says.length > 3)).toBe(true);
  });

  it('is the same file each time until more is heard', async () => {
    const one = await sendOne(world);
    const first = await readProof(world.ctx, world.owner, one.deliveryId);
    expect((await readProof(world.ctx, world.owner, one.deliveryId)).sha256).toBe(first.sha256);
    await world.report(world.event(one, { event: 'open' }));
    expect((await readProof(world.ctx, world.owner, one.deliveryId)).sha256).not.toBe(first.sha256);
  });

  it('as a PDF names the checksum of the JSON and shows every letter, page by page', async () => {
    const name = 'Łódź & Cœur – 1 234 €';
    await world.database.query('update organisation set name = $1 where id = $2', [
      name,
      world.organisationId,
    ]);
    const one = await sendOne(world);
    await world.database.query(`update delivery_message set text = $1 where delivery_id = $2`, [
      `première\n${'une ligne qui dit quelque chose. '.repeat(400)}\ndernière`,
      one.deliveryId,
    ]);
    const { sha256: sum } = await readProof(world.ctx, world.owner, one.deliveryId);
    const pages = readPdf(await drawProof(world.ctx, world.owner, one.deliveryId));
    const text = pages.join('\n');
    expect(pages.length).toBeGreaterThan(2);
    expect(text).toContain(name);
    expect(text).toContain('première');
    expect(text).toContain('dernière');
    expect(text).toContain(sum);
    expect(text).toContain(one.address);
    expect(text).not.toContain('\ufffd');
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
    await world.database.query(`update organisation set language = 'fr' where id = $1`, [
      world.organisationId,
    ]);
    const french = readPdf(await drawProof(world.ctx, world.owner, one.deliveryId)).join('\n');
    expect(french).toContain('Preuve d’envoi');
    expect(french).toContain('Pourquoi il est parti');
    expect(french).not.toContain('\ufffd');
  });

  it('is not there for a message that was not handed over, nor for another organisation', async () => {
    const planned = await planOne(world);
    const gone = { code: 'delivery.unknown' };
    await expect(readProof(world.ctx, world.owner, planned.deliveryId)).rejects.toMatchObject(gone);
    await expect(readProof(world.ctx, world.owner, 'no-uuid')).rejects.toMatchObject(gone);
    const sent = await sendOne(world);
    const other = await makeOrganisation(world.ctx);
    await expect(readProof(world.ctx, other.owner, sent.deliveryId)).rejects.toMatchObject(gone);
    await expect(drawProof(world.ctx, other.owner, sent.deliveryId)).rejects.toMatchObject(gone);
  });
});
