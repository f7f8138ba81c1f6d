import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { BooksEvent } from '../../../integrations/books.ts';
import { processWebhook } from '../../../server/services/webhooks/process.ts';
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
  database.query<{ payload: { kind: string; ids: string[] } }>(
    "select payload from outbox where organisation_id = $1 and name = 'records.sync' order by id",
    [organisationId],
  );

async function deliver(events: BooksEvent[]): Promise<number> {
  const body = JSON.stringify(events);
  const answer = await post(body, vendor.signed(body));
  expect(answer.status).toBe(200);
  const last = (await stored()).at(-1);
  return last?.id ?? 0;
}

describe('receiving a webhook', () => {
  it('stores the exact bytes with the work they make, and answers nothing but 200', async () => {
    const body = JSON.stringify([event()]);
    const answer = await post(body, vendor.signed(body));
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const last = (await stored()).at(-1);
    expect(last?.body.toString()).toBe(body);
    const jobs = await database.query(
      "select organisation_id, payload from outbox where name = 'webhook.process' and key = $1",
      [String(last?.id)],
    );
    expect(jobs).toEqual([{ organisation_id: null, payload: { postId: last?.id } }]);
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
    await expect(processWebhook(app.ctx, last?.id ?? 0)).resolves.toMatchObject({
      kind: 'skipped',
    });
    expect((await stored()).at(-1)?.state).toBe('unreadable');
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

  it('makes one reading per organisation and kind of record out of a mixed post', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const [first, second] = [await organisationWith(one), await organisationWith(two)];
    const ten = Array.from({ length: 10 }, () => event({ booksId: one, recordId: '7' }));
    const id = await deliver([
      ...ten,
      event({ booksId: one, recordId: '8' }),
      event({ booksId: one, kind: 'payment', recordId: '3' }),
      event({ booksId: one, kind: 'other', recordId: '9' }),
      event({ booksId: two, recordId: '7' }),
      event({ booksId: randomUUID(), recordId: '7' }),
    ]);
    await processWebhook(app.ctx, id);
    expect((await work(first)).map(({ payload }) => [payload.kind, payload.ids])).toEqual([
      ['invoice', ['7', '8']],
      ['payment', ['3']],
    ]);
    expect((await work(second)).map(({ payload }) => payload.ids)).toEqual([['7']]);
  });

  it('makes no work for events that were seen before, in whatever post they come', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const [a, b] = [event({ booksId, recordId: 'a' }), event({ booksId, recordId: 'b' })];
    await processWebhook(app.ctx, await deliver([a]));
    await processWebhook(app.ctx, await deliver([a, b]));
    expect((await work(organisationId)).map(({ payload }) => payload.ids)).toEqual([['a'], ['b']]);
  });

  it('works a post off once, however often it is started', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const id = await deliver([event({ booksId })]);
    const outcomes = await Promise.all([1, 2, 3].map(() => processWebhook(app.ctx, id)));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await work(organisationId)).toHaveLength(1);
  });

  it.each(['needs-reconnect', 'disconnected', 'paused'])(
    'drops events of a company whose connection is %s',
    async (state) => {
      const booksId = randomUUID();
      const organisationId = await organisationWith(booksId, state);
      await processWebhook(app.ctx, await deliver([event({ booksId })]));
      expect(await work(organisationId)).toEqual([]);
    },
  );

  it('cuts many records into readings of a thousand', async () => {
    const booksId = randomUUID();
    const organisationId = await organisationWith(booksId);
    const many = Array.from({ length: 2_500 }, (_, n) => event({ booksId, recordId: String(n) }));
    await processWebhook(app.ctx, await deliver(many));
    expect((await work(organisationId)).map(({ payload }) => payload.ids.length)).toEqual([
      1000, 1000, 500,
    ]);
  });
});
