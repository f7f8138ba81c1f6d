import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { BooksEvent } from '../../../integrations/books.ts';
import { asSystem } from '../../../server/db/transaction.ts';
import { findWaitingPosts, storePost } from '../../../server/db/webhooks.ts';
import { processWebhooks } from '../../../server/services/webhooks/process.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeOrganisation } from '../../support/make-organisation.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books] });
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

const post = (body: string | Buffer, headers: Record<string, string>, provider = 'stand-in') =>
  fetch(`${app.url}/webhooks/${provider}`, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers,
  });
const event = (change: Partial<BooksEvent> = {}): BooksEvent => ({
  eventId: randomUUID(),
  booksId: randomUUID(),
  kind: 'invoice',
  recordId: '1',
  verb: 'updated',
  at: '2026-11-22T10:00:00Z',
  ...change,
});
const stored = () =>
  database.query<{ id: number; state: string; body: Buffer }>(
    'select id::int, state, body from webhook_post order by id',
  );
const work = (organisationId: string) =>
  database.query<{ key: string; available_at: Date }>(
    "select key, available_at from outbox where organisation_id = $1 and name = 'records.sync'",
    [organisationId],
  );
const named = (organisationId: string) =>
  database.query<{ kind: string; record_id: string; changed_at: Date; noted_at: Date }>(
    'select * from named_record where organisation_id = $1 order by kind, record_id',
    [organisationId],
  );
const namesOf = async (organisationId: string) =>
  (await named(organisationId)).map((one) => `${one.kind} ${one.record_id}`);

async function deliverAndWork(events: BooksEvent[]): Promise<void> {
  await deliver(events);
  await processWebhooks(app.ctx);
}

async function deliver(events: BooksEvent[]): Promise<number> {
  const body = JSON.stringify(events);
  const answer = await post(body, vendor.signed(body));
  expect(answer.status).toBe(200);
  const last = (await stored()).at(-1);
  return last?.id ?? 0;
}

describe('receiving a webhook', () => {
  it('stores the exact bytes, to be worked off, and answers nothing but 200', async () => {
    const body = JSON.stringify([event()]);
    const answer = await post(body, vendor.signed(body));
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const last = (await stored()).at(-1);
    expect(last?.body.toString()).toBe(body);
    expect(last?.state).toBe('received');
  });

  it('has it wait from the instant of our clock, whatever the database’s says', async () => {
    const receivedAt = new Date('2020-02-29T12:00:00Z');
    const body = Buffer.from(JSON.stringify([event()]));
    await storePost(database.store.db, { provider: 'stand-in', body, receivedAt });
    const waitingAt = (now: Date) =>
      asSystem(database.store, (tx) =>
        findWaitingPosts(tx, { now, providers: ['stand-in'], limit: 10 }),
      );
    expect(await waitingAt(receivedAt)).toHaveLength(1);
    expect(await waitingAt(new Date(receivedAt.getTime() - 1))).toEqual([]);
  });

  it('takes the same post again without storing it twice', async () => {
    const body = JSON.stringify([event()]);
    const before = (await stored()).length;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(body, vendor.signed(body))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await stored()).toHaveLength(before + 1);
  });

  it('takes a body of one megabyte', async () => {
    const body = JSON.stringify([event({ recordId: 'x'.repeat(1_000_000) })]);
    expect((await post(body, vendor.signed(body))).status).toBe(200);
  });

  const good = JSON.stringify([event()]);
  const signature = () => vendor.signed(good)['stand-in-signature'] ?? '';
  it.each([
    ['without a signature', () => post(good, {}), 401],
    ['with an empty signature', () => post(good, { 'stand-in-signature': '' }), 401],
    ['with a signature of something else', () => post(good, vendor.signed('else')), 401],
    ['with a signature that is too short', () => post(good, { 'stand-in-signature': 'abc' }), 401],
    [
      'with a signature that is too long',
      () => post(good, { 'stand-in-signature': `${signature()}==` }),
      401,
    ],
    [
      'with one byte changed',
      () => post(good.replace('updated', 'updatee'), vendor.signed(good)),
      401,
    ],
    ['without a body', () => post('', { 'stand-in-signature': signature() }), 401],
    [
      'of five megabytes',
      () => post('x'.repeat(5_000_000), vendor.signed('x'.repeat(5_000_000))),
      413,
    ],
    [
      'packed with gzip',
      () => post(gzipSync(good), { ...vendor.signed(gzipSync(good)), 'content-encoding': 'gzip' }),
      415,
    ],
    ['for a system that is not there', () => post(good, vendor.signed(good), 'nobody'), 404],
  ])('refuses a post %s and stores nothing', async (_case, send, status) => {
    const before = (await stored()).length;
    const answer = await send();
    expect([answer.status, await answer.text()]).toEqual([status, '']);
    expect(await stored()).toHaveLength(before);
  });

  it.each([
    ['no JSON', '{"never": "ends'],
    ['invalid UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])('stores a signed body that is %s and marks it unreadable', async (_case, body) => {
    expect((await post(body, vendor.signed(body))).status).toBe(200);
    const last = (await stored()).at(-1);
    await processWebhooks(app.ctx);
    expect((await stored()).find(({ id }) => id === last?.id)?.state).toBe('unreadable');
  });

  it('answers 503 when the post cannot be stored, so that the vendor comes again', async () => {
    await database.query('alter table webhook_post rename to webhook_post_away');
    const body = JSON.stringify([event()]);
    const answer = await post(body, vendor.signed(body));
    await database.query('alter table webhook_post_away rename to webhook_post');
    expect(answer.status).toBe(503);
    expect((await post(body, vendor.signed(body))).status).toBe(200);
  });
});

describe('working a post off', () => {
  async function organisationWith(booksId: string, state = 'live') {
    const made = await makeOrganisation(app.ctx, { books: { provider: 'stand-in', booksId } });
    await database.query('update connection set state = $2 where organisation_id = $1', [
      made.id,
      state,
    ]);
    return made.id;
  }

  it('names each record once and asks for one reading per organisation, out of a mixed post', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const [first, second] = [await organisationWith(one), await organisationWith(two)];
    const ten = Array.from({ length: 10 }, () => event({ booksId: one, recordId: '7' }));
    await deliver([
      ...ten,
      event({ booksId: one, recordId: '8' }),
      event({ booksId: one, kind: 'payment', recordId: '3' }),
      event({ booksId: one, kind: 'other', recordId: '9' }),
      event({ booksId: two, recordId: '7' }),
      event({ booksId: randomUUID(), recordId: '7' }),
    ]);
    await processWebhooks(app.ctx);
    expect(await namesOf(first)).toEqual(['invoice 7', 'invoice 8', 'payment 3']);
    expect(await namesOf(second)).toEqual(['invoice 7']);
    expect(await work(first)).toMatchObject([{ key: 'named' }]);
    expect(await work(second)).toMatchObject([{ key: 'named' }]);
  });

  it('gathers what several posts name within a moment into one reading', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const begunAt = Date.now();
    for (const recordId of ['1', '2', '3']) await deliverAndWork([event({ booksId, recordId })]);
    expect(await namesOf(organisationId)).toHaveLength(3);
    const [reading, ...others] = await work(organisationId);
    expect(others).toEqual([]);
    expect(reading?.available_at.getTime()).toBeGreaterThan(begunAt + 1_000);
  });

  it('keeps the latest time of a change, whatever the order and however many decimals', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const at = (time: string) => event({ booksId, at: time });
    const posts = [
      [at('2026-11-22T10:00:02.123456789Z'), at('2026-11-22T10:00:01Z')],
      [at('2026-11-22T10:00:00.999999999Z')],
      [at('2026-11-22T02:00:02-0800')],
    ];
    for (const events of posts) await deliverAndWork(events);
    const [only] = await named(organisationId);
    expect(only?.changed_at.toISOString()).toBe('2026-11-22T10:00:02.123Z');
  });

  it('takes a time that nobody can read as now, so that the record is read', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const begunAt = Date.now();
    await deliverAndWork([event({ booksId, at: 'yesterday' })]);
    const [only] = await named(organisationId);
    expect(only?.changed_at.getTime()).toBeGreaterThanOrEqual(begunAt);
  });

  it('names a record again with another note, so that a reading under way cannot take it away', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    await deliverAndWork([event({ booksId })]);
    const [before] = await named(organisationId);
    await deliverAndWork([event({ booksId })]);
    const [after] = await named(organisationId);
    expect(after?.noted_at.getTime()).toBeGreaterThan(before?.noted_at.getTime() ?? Infinity);
  });

  it('names nothing for events that were seen before, in whatever post they come', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const [a, b] = [event({ booksId, recordId: 'a' }), event({ booksId, recordId: 'b' })];
    await deliverAndWork([a]);
    await database.query('delete from named_record where organisation_id = $1', [organisationId]);
    await deliverAndWork([a, b]);
    expect(await namesOf(organisationId)).toEqual(['invoice b']);
  });

  it('names, for a merge, also the customer whom nobody names (E26)', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const merged = event({ booksId, kind: 'customer', verb: 'merged', recordId: '2' });
    await deliverAndWork([merged]);
    expect(await namesOf(organisationId)).toEqual(['customer *', 'customer 2']);
  });

  it('works a post off once, however often it is started', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    await deliver([event({ booksId })]);
    const worked = await Promise.all([1, 2, 3].map(() => processWebhooks(app.ctx)));
    expect(worked.toSorted()).toEqual([0, 0, 1]);
    expect(await work(organisationId)).toHaveLength(1);
  });

  it('works off posts that name the same records in another order, side by side', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const ids = Array.from({ length: 50 }, (_, n) => String(n));
    for (const order of [ids, [...ids].reverse(), ids, [...ids].reverse()])
      await deliver(order.map((recordId) => event({ booksId, recordId })));
    await Promise.all([1, 2, 3, 4].map(() => processWebhooks(app.ctx)));
    expect((await stored()).filter(({ state }) => state === 'received')).toEqual([]);
    expect(await namesOf(organisationId)).toHaveLength(50);
  });

  it('works off the others when one cannot be, and gives that one up after five tries', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    await database.query(
      `create function refuse_poison() returns trigger language plpgsql as
         $$ begin if new.record_id = 'poison' then raise 'poison'; end if; return new; end $$;
       create trigger refuse_poison before insert on named_record for each row execute function refuse_poison()`,
    );
    const poison = await deliver([event({ booksId, recordId: 'poison' })]);
    await deliver([event({ booksId, recordId: '5' })]);
    const stateOf = async (id: number) => (await stored()).find((one) => one.id === id)?.state;
    for (let tried = 1; tried <= 5; tried += 1) {
      expect(await stateOf(poison)).toBe('received');
      await processWebhooks(app.ctx);
      await database.query('update webhook_post set available_at = received_at where id = $1', [
        poison,
      ]);
    }
    await database.query('drop trigger refuse_poison on named_record');
    expect(await stateOf(poison)).toBe('unreadable');
    expect(await namesOf(organisationId)).toEqual(['invoice 5']);
  });

  it.each([
    ['needs-reconnect', 0],
    ['disconnected', 0],
    ['paused', 1],
  ])('of a company whose connection is %s keeps %s events for later', async (state, kept) => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId, state);
    await deliverAndWork([event({ booksId })]);
    expect(await named(organisationId)).toHaveLength(kept);
    expect(await work(organisationId)).toHaveLength(kept);
  });

  it('takes a post of many records', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const many = Array.from({ length: 2_500 }, (_, n) => event({ booksId, recordId: String(n) }));
    await deliverAndWork(many);
    expect(await named(organisationId)).toHaveLength(2_500);
    expect(await work(organisationId)).toHaveLength(1);
  });
});
