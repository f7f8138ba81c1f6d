import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agree,
  applyRow,
  beforeWrites,
  historyOf,
  inBooks as inBooksOf,
  NOW,
  realmId,
  rowsOf,
  sent as sentIn,
  startWriteBackWorld,
  writesTo,
  type Agreed,
  type Row,
  type SentCase,
  type WriteBackWorld,
} from './write-back-world.ts';

const FIELD = '3';
const TEXT = 'Reminder 3 d, 2026-11-22';
let world: WriteBackWorld;
beforeAll(async () => {
  world = await startWriteBackWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.resetKnobs();
  await world.sandbox.admin.setKnobs({ throttle: false });
});

const both = { sentMark: true, field: FIELD };
const sent = (agreed: Agreed, wanted?: { note: string }) => sentIn(world, agreed, wanted);

async function rowOf({ deliveryId }: SentCase): Promise<Row | undefined> {
  const rows = await rowsOf(world, 'delivery_id', deliveryId);
  expect(rows.length).toBeLessThanOrEqual(1);
  return rows[0];
}

async function apply(one: SentCase, ctx = world.ctx) {
  return applyRow(world, String((await rowOf(one))?.['id']), ctx);
}

async function inBooks({ invoiceId }: SentCase): Promise<Row> {
  const entity = await inBooksOf(world, 'Invoice', invoiceId);
  const fields = (entity['CustomField'] ?? []) as { DefinitionId: string; StringValue?: string }[];
  const text = fields.find((field) => field.DefinitionId === FIELD)?.StringValue ?? '';
  return { ...entity, status: text };
}

const writes = () => writesTo(world, 'invoice');

describe('what the owner did not agree to', () => {
  it('is never written: without any agreement there is no work and not one call', async () => {
    const one = await sent({});
    expect(await rowOf(one)).toBeUndefined();
    const work = await world.database.query(`select 1 from outbox where name = 'write-back.apply'`);
    expect(work).toEqual([]);
    const { entries } = await world.sandbox.admin.journal({ realmId });
    expect(entries).toEqual([]);
  });

  it.each([
    ['the sent mark', { sentMark: true, field: null }, { EmailStatus: 'EmailSent', status: '' }],
    [
      'the status field',
      { sentMark: false, field: FIELD },
      { EmailStatus: 'NotSet', status: TEXT },
    ],
    ['both', both, { EmailStatus: 'EmailSent', status: TEXT }],
  ])('stays as it is: %s alone changes', async (_name, agreed, expected) => {
    const one = await sent(agreed);
    const before = await inBooks(one);
    expect(await apply(one)).toEqual({ kind: 'done' });
    const after = await inBooks(one);
    expect(after).toMatchObject(expected);
    expect(await writes()).toBe(1);
    const touched = new Set([
      'EmailStatus',
      'DeliveryInfo',
      'CustomField',
      'status',
      'SyncToken',
      'MetaData',
    ]);
    for (const field of Object.keys(before).filter((name) => !touched.has(name)))
      expect([field, after[field]]).toEqual([field, before[field]]);
  });

  it('is dropped when the agreement ended after the message left', async () => {
    const one = await sent(both);
    await agree(world, {});
    await apply(one);
    expect(await rowOf(one)).toMatchObject({ state: 'dropped', reason: 'no-longer-agreed' });
    expect(await writes()).toBe(0);
    expect((await historyOf(world, one.invoiceId)).at(-1)).toMatchObject({
      kind: 'write-back.dropped',
      detail: { reason: 'no-longer-agreed' },
    });
  });

  it('shrinks to what is still agreed', async () => {
    const one = await sent(both);
    await agree(world, { sentMark: true, field: '2' });
    await apply(one);
    expect(await inBooks(one)).toMatchObject({ EmailStatus: 'EmailSent', status: '' });
    expect(await rowOf(one)).toMatchObject({ state: 'done', after: { sentState: 'sent' } });
  });
});

describe('a write', () => {
  it('is read back, with what was there before, and told', async () => {
    const one = await sent(both);
    await apply(one);
    expect(await rowOf(one)).toMatchObject({
      state: 'done',
      reason: '',
      before: { sentState: 'not-set', statusField: '' },
      after: { sentState: 'sent', statusField: TEXT },
      done_at: NOW,
    });
    expect((await historyOf(world, one.invoiceId)).at(-1)).toEqual({
      kind: 'write-back.done',
      detail: {
        reason: '',
        before_sentState: 'not-set',
        before_statusField: '',
        after_sentState: 'sent',
        after_statusField: TEXT,
      },
    });
    const [mirror] = await world.database.query<Row>(
      'select sent_state, custom_fields from invoice where id = $1',
      [one.invoiceId],
    );
    expect(mirror).toMatchObject({ sent_state: 'sent', custom_fields: { [FIELD]: TEXT } });
  });

  it('done twice, or by two workers at once, writes and tells once', async () => {
    const one = await sent(both);
    await Promise.all([apply(one), apply(one)]);
    expect(await apply(one)).toEqual({ kind: 'skipped', reason: 'nothing waits' });
    const told = (await historyOf(world, one.invoiceId)).filter(({ kind }) =>
      kind.startsWith('write-back'),
    );
    expect(told).toHaveLength(1);
    expect(Number((await inBooks(one))['SyncToken'])).toBe(1);
  });

  it('whose answer was lost is not made a second time', async () => {
    const one = await sent(both);
    await world.sandbox.admin.addFault({ kind: 'drop-after', method: 'POST', path: '/invoice' });
    await apply(one);
    expect(await rowOf(one)).toMatchObject({ state: 'done' });
    expect(Number((await inBooks(one))['SyncToken'])).toBe(1);
  });

  it.each(['ignore', 6000] as const)(
    'works when the books %s the delivery details',
    async (deliveryInfo) => {
      await world.sandbox.admin.setKnobs({ deliveryInfo });
      const one = await sent(both);
      expect(await apply(one)).toEqual({ kind: 'done' });
      expect(await rowOf(one)).toMatchObject({
        state: 'done',
        after: { sentState: 'sent', statusField: TEXT },
      });
      expect(await inBooks(one)).toMatchObject({ EmailStatus: 'EmailSent', status: TEXT });
    },
  );
});

describe('a write beside somebody who edits the invoice', () => {
  /** Edits the invoice right before each of the next writes arrives. */
  function editBeforeWrites(one: SentCase, times: number) {
    let left = times;
    return beforeWrites(world, async () => {
      if (left-- > 0) await edit(one, { PrivateNote: `called them, ${left} to go` });
    });
  }

  const edit = ({ invoiceId }: SentCase, changes: { PrivateNote: string }) =>
    world.sandbox.admin.editInvoice({ realmId, id: invoiceId, changes });

  it.each([1, 2])(
    'reads the new version and writes on top of it, after %s edits too',
    async (edits) => {
      const one = await sent(both);
      await apply(one, editBeforeWrites(one, edits));
      expect(await rowOf(one)).toMatchObject({ state: 'done' });
      expect(await inBooks(one)).toMatchObject({
        PrivateNote: 'called them, 0 to go',
        status: TEXT,
        EmailStatus: 'EmailSent',
      });
    },
  );

  it('gives up after three tries, leaves the edits alone and says so', async () => {
    const one = await sent(both);
    expect(await apply(one, editBeforeWrites(one, 99))).toEqual({ kind: 'done' });
    expect(await rowOf(one)).toMatchObject({ state: 'failed', reason: 'quickbooks.stale-version' });
    expect(await inBooks(one)).toMatchObject({ PrivateNote: 'called them, 96 to go', status: '' });
    expect((await historyOf(world, one.invoiceId)).at(-1)?.kind).toBe('write-back.failed');
  });
});

describe('a write that cannot be made', () => {
  it.each([
    ['voided', 'voidInvoice'],
    ['deleted', 'deleteInvoice'],
  ] as const)(
    'because the invoice was %s meanwhile is dropped, with the reason',
    async (_name, act) => {
      const one = await sent(both);
      await world.sandbox.admin[act]({ realmId, id: one.invoiceId });
      expect(await apply(one)).toEqual({ kind: 'done' });
      expect(await rowOf(one)).toMatchObject({ state: 'dropped', reason: 'write-back.gone' });
      expect(await writes()).toBe(0);
    },
  );

  it('because the books closed the period ends as failed, with the reason', async () => {
    const one = await sent(both);
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 400,
      method: 'POST',
      path: '/invoice',
      contentType: 'application/json',
      body: JSON.stringify({
        Fault: { Error: [{ Message: 'closed', code: '6210' }], type: 'ValidationFault' },
      }),
    });
    await apply(one);
    expect(await rowOf(one)).toMatchObject({ state: 'failed', reason: 'quickbooks.period-closed' });
  });

  it('just now waits, and is made later', async () => {
    const one = await sent(both);
    await world.sandbox.admin.addFault({ kind: 'throttle', path: 'from Invoice' });
    await expect(apply(one)).rejects.toMatchObject({ code: 'quickbooks.throttled' });
    expect(await rowOf(one)).toMatchObject({ state: 'waiting' });
    await apply(one);
    expect(await rowOf(one)).toMatchObject({ state: 'done' });
  });

  // Last: it takes the connection away.
  it('for want of a connection waits for the owner to reconnect, without counting as a failure (E58)', async () => {
    const one = await sent(both);
    await world.sandbox.admin.disconnect({ realmId });
    expect(await apply(one)).toMatchObject({ kind: 'later' });
    expect(await apply(one)).toMatchObject({ kind: 'later' });
    expect(await rowOf(one)).toMatchObject({ state: 'waiting' });
  });
});
