import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TryLater } from '../../../../domain/errors.ts';
import { changeCustomerEmail } from '../../../../server/services/customers/change-email.ts';
import { addressTools, NEW, OLD } from './address-tools.ts';
import {
  agree,
  applyRow,
  beforeWrites,
  historyOf,
  inBooks,
  knownCustomer,
  newCustomer,
  readFromBooks,
  realmId,
  rowsOf,
  startWriteBackWorld,
  writesTo,
  type WriteBackWorld,
} from './write-back-world.ts';

let world: WriteBackWorld;
const { ask, change, addressOf, mirrored, rowOf, listed, setInBooks } = addressTools(() => world);
beforeAll(async () => {
  world = await startWriteBackWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  await world.sandbox.admin.clearFaults({});
  await agree(world, {});
  world.tick();
});

describe('a new address for a customer', () => {
  it('waits in the log with its work and its line of history, and nothing has changed yet', async () => {
    const id = await knownCustomer(world);
    const row = await ask(id, `Lena <${NEW}>; ${OLD}`);
    expect(row).toMatchObject({
      kind: 'customer-email',
      state: 'waiting',
      reason: '',
      requestedBy: world.owner.name,
      customer: { id },
      invoice: null,
      before: { email: OLD },
      after: { email: `${NEW}, ${OLD}` },
      undoable: false,
      undoOf: null,
    });
    const work = await world.database.query('select name, payload from outbox where key = $1', [
      row.id,
    ]);
    expect(work).toEqual([
      {
        name: 'write-back.apply',
        payload: { organisationId: world.organisationId, writeBackId: row.id },
      },
    ]);
    expect(await historyOf(world, id)).toEqual([
      {
        kind: 'customer.email-requested',
        detail: expect.objectContaining({ before: OLD, after: `${NEW}, ${OLD}`, undo: false }),
      },
    ]);
    expect(await mirrored(id)).toBe(OLD);
    expect(await writesTo(world, 'customer')).toBe(0);
  });

  it('is written, read back and told, and the mirror follows', async () => {
    const id = await knownCustomer(world);
    const row = await change(id, NEW);
    expect(await addressOf(id)).toBe(NEW);
    expect(await mirrored(id)).toBe(NEW);
    expect(await rowOf(row)).toMatchObject({
      state: 'done',
      before: { email: OLD },
      after: { email: NEW },
    });
    expect((await historyOf(world, id)).at(-1)).toEqual({
      kind: 'write-back.done',
      detail: {
        customer: expect.any(String),
        customerId: id,
        reason: '',
        before_email: OLD,
        after_email: NEW,
      },
    });
    expect(await writesTo(world, 'customer')).toBe(1);
  });

  it('leaves everything else of the customer alone', async () => {
    const id = await knownCustomer(world);
    const before = await inBooks(world, 'Customer', id);
    await change(id, NEW);
    const after = await inBooks(world, 'Customer', id);
    const touched = new Set(['PrimaryEmailAddr', 'SyncToken', 'MetaData']);
    for (const field of Object.keys(before).filter((name) => !touched.has(name)))
      expect([field, after[field]]).toEqual([field, before[field]]);
  });

  it.each([
    ['takes the address away', OLD, null],
    ['gives the first address', '', NEW],
  ])('%s', async (_name, old, email) => {
    const id = await knownCustomer(world, old);
    const row = await change(id, email, { expected: old });
    expect(await addressOf(id)).toBe(email);
    expect(await rowOf(row)).toMatchObject({ state: 'done', after: { email: email ?? '' } });
  });

  it('makes open invoices of the customer be planned again', async () => {
    const id = await knownCustomer(world);
    await world.database.query(
      `insert into invoice (organisation_id, id, books_version, books_updated_at, books_created_at, customer_id, document_on,
         total_minor, open_minor, state, memo_on_invoice, memo_on_statement, sent_state, custom_fields, seen_at)
       values ($1, $2, 0, now(), now(), $3, '2026-10-01', 100, 100, 'open', '', '', 'not-set', '{}', now())`,
      [world.organisationId, `of-${id}`, id],
    );
    await world.database.query(
      'insert into invoice_plan (organisation_id, invoice_id) values ($1, $2)',
      [world.organisationId, `of-${id}`],
    );
    await change(id, NEW);
    const work = await world.database.query(`select 1 from outbox where name = 'reminders.plan'`);
    expect(work).toHaveLength(1);
  });
});

describe('what is refused before anything is asked', () => {
  it.each([
    ['an address nobody saw last', NEW, 'seen@before.example', 'customer.email-changed'],
    ['the same address', OLD, OLD, 'customer.email-unchanged'],
    ['no address', 'call them', OLD, 'customer.email-bad'],
    [
      'too many characters',
      `${'a'.repeat(60)}@x.example ${'b'.repeat(60)}@x.example`,
      OLD,
      'customer.email-too-long',
    ],
  ])('%s', async (_name, email, expected, code) => {
    const id = await knownCustomer(world);
    await expect(ask(id, email, expected)).rejects.toMatchObject({ code });
    expect(await rowsOf(world, 'customer_id', id)).toEqual([]);
  });

  it('everything, while the owner has not agreed to it', async () => {
    const id = await knownCustomer(world);
    await agree(world, { email: false, sentMark: true });
    await expect(ask(id, NEW)).rejects.toMatchObject({ code: 'customer.email-not-agreed' });
    expect(await rowsOf(world, 'customer_id', id)).toEqual([]);
  });

  it('a viewer', async () => {
    const id = await knownCustomer(world);
    const viewer = { ...world.owner, role: 'viewer' as const };
    const attempt = changeCustomerEmail(world.ctx, viewer, id, { email: NEW, expected: OLD });
    await expect(attempt).rejects.toMatchObject({ code: 'role.work' });
  });

  it('an inactive customer', async () => {
    const id = await knownCustomer(world);
    await world.sandbox.admin.deactivateCustomer({ realmId, id });
    await readFromBooks(world, id);
    await expect(ask(id, NEW)).rejects.toMatchObject({ code: 'customer.inactive' });
  });

  it('a second change while the first is under way: of two at once one is taken', async () => {
    const id = await knownCustomer(world);
    const answers = await Promise.allSettled([ask(id, NEW), ask(id, 'other@x.example')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'customer.email-waiting' },
    });
    expect(await rowsOf(world, 'customer_id', id)).toHaveLength(1);
  });
});

describe('a change beside somebody who works in the books (E33)', () => {
  it('never overwrites an address that they changed meanwhile', async () => {
    const id = await knownCustomer(world);
    const { id: row } = await ask(id, NEW);
    await setInBooks(id, 'theirs@bluebird.example');
    await applyRow(world, row);
    expect(await addressOf(id)).toBe('theirs@bluebird.example');
    expect(await rowOf(row)).toMatchObject({
      state: 'failed',
      reason: 'write-back.changed-meanwhile',
      before: { email: 'theirs@bluebird.example' },
    });
    expect(await mirrored(id)).toBe('theirs@bluebird.example');
    expect(await writesTo(world, 'customer')).toBe(0);
  });

  it('nor one that they change in the moment of writing (5010)', async () => {
    const id = await knownCustomer(world);
    const ctx = beforeWrites(world, () => setInBooks(id, 'theirs@bluebird.example'));
    const row = await change(id, NEW, { ctx });
    expect(await addressOf(id)).toBe('theirs@bluebird.example');
    expect(await rowOf(row)).toMatchObject({
      state: 'failed',
      reason: 'write-back.changed-meanwhile',
    });
  });

  it.each([
    [2, { state: 'done', reason: '' }, NEW],
    [99, { state: 'failed', reason: 'quickbooks.stale-version' }, OLD],
  ])('goes on top of other edits: %s of them', async (edits, expected, address) => {
    const id = await knownCustomer(world);
    let left = edits;
    const ctx = beforeWrites(world, async () => {
      if (left-- <= 0) return;
      const changes = { Notes: `edit ${left}` };
      await world.sandbox.admin.editCustomer({ realmId, id, changes });
    });
    const row = await change(id, NEW, { ctx });
    expect(await rowOf(row)).toMatchObject(expected);
    expect(await addressOf(id)).toBe(address);
  });

  it('is done when they wrote the same address themselves, with other spaces', async () => {
    const id = await knownCustomer(world);
    const { id: row } = await ask(id, `${NEW}, b@x.example`);
    await setInBooks(id, `${NEW},b@x.example`);
    await applyRow(world, row);
    expect(await rowOf(row)).toMatchObject({
      state: 'done',
      before: { email: OLD },
      after: { email: `${NEW},b@x.example` },
    });
    expect(await writesTo(world, 'customer')).toBe(0);
  });

  it('is dropped when they made the customer inactive', async () => {
    const id = await knownCustomer(world);
    const { id: row } = await ask(id, NEW);
    await world.sandbox.admin.deactivateCustomer({ realmId, id });
    await applyRow(world, row);
    expect(await rowOf(row)).toMatchObject({
      state: 'dropped',
      reason: 'write-back.customer-gone',
    });
    expect(await addressOf(id)).toBe(OLD);
  });

  it('is dropped when they merged the customer into another (E27)', async () => {
    const id = await knownCustomer(world);
    const winnerId = await newCustomer(world, { email: 'winner@x.example' });
    const { id: row } = await ask(id, NEW);
    await world.sandbox.admin.mergeCustomers({ realmId, winnerId, loserId: id });
    await applyRow(world, row);
    expect(await rowOf(row)).toMatchObject({
      state: 'dropped',
      reason: 'write-back.customer-gone',
    });
    expect(await addressOf(winnerId)).toBe('winner@x.example');
  });
});

describe('a change that meets trouble', () => {
  it('is made once when the answer is lost, or when two workers have it', async () => {
    const id = await knownCustomer(world);
    await world.sandbox.admin.addFault({ kind: 'drop-after', method: 'POST', path: '/customer' });
    const { id: row } = await ask(id, NEW);
    await Promise.all([applyRow(world, row), applyRow(world, row)]);
    expect(await applyRow(world, row)).toEqual({ kind: 'skipped', reason: 'nothing waits' });
    expect(Number((await inBooks(world, 'Customer', id))['SyncToken'])).toBe(1);
    const told = (await historyOf(world, id)).filter(({ kind }) => kind.startsWith('write-back'));
    expect(told).toHaveLength(1);
  });

  it('is dropped when the owner withdrew the agreement', async () => {
    const id = await knownCustomer(world);
    const { id: row } = await ask(id, NEW);
    await agree(world, { email: false });
    await applyRow(world, row);
    expect(await rowOf(row)).toMatchObject({ state: 'dropped', reason: 'no-longer-agreed' });
    expect(await addressOf(id)).toBe(OLD);
  });

  it('fails with the reason when the books refuse the address', async () => {
    const id = await knownCustomer(world);
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 400,
      method: 'POST',
      path: '/customer',
      contentType: 'application/json',
      body: JSON.stringify({
        Fault: { Error: [{ Message: 'bad', code: '2210' }], type: 'ValidationFault' },
      }),
    });
    const row = await change(id, NEW);
    expect(await rowOf(row)).toMatchObject({
      state: 'failed',
      reason: 'quickbooks.address-refused',
    });
    expect(await listed(row)).toMatchObject({ before: { email: OLD }, after: { email: NEW } });
  });
});

// Last: it takes the connection away.
describe('without a connection', () => {
  it('a change waits, and the log says for what (E58)', async () => {
    const id = await knownCustomer(world);
    const { id: row } = await ask(id, NEW);
    const setState = (state: string) =>
      world.database.query('update connection set state = $2 where organisation_id = $1', [
        world.organisationId,
        state,
      ]);
    for (const state of ['needs-reconnect', 'disconnected']) {
      await setState(state);
      expect(await listed(row)).toMatchObject({ state: 'waiting', reason: `connection.${state}` });
      expect(await applyRow(world, row)).toMatchObject({ kind: 'later' });
    }
    await setState('paused');
    expect(await listed(row)).toMatchObject({ state: 'waiting', reason: 'connection.paused' });
    await expect(applyRow(world, row)).rejects.toBeInstanceOf(TryLater);
    await setState('live');
    await applyRow(world, row);
    expect(await addressOf(id)).toBe(NEW);
  });
});
