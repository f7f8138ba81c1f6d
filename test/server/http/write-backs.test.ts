import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCustomer } from '../../support/make-invoice.ts';
import { makeOrganisation } from '../../support/make-organisation.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

const OLD = 'old@bluebird.example';
const NEW = 'new@bluebird.example';
let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
let browser: Browser;
let org: OrganisationId;
let customerId: string;

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
beforeEach(async () => {
  browser = new Browser(app.url);
  const place = await browser.consent(vendor, { booksId: randomUUID() });
  org = (place.split('/')[2] ?? '') as OrganisationId;
  await database.query('update organisation set write_back_email = true where id = $1', [org]);
  customerId = (await addCustomer(app.ctx, org, { email: OLD })).id;
});

const put = <T = { code: string }>(email: unknown, customer = customerId) =>
  browser.json<T>(`/o/${org}/customers/${customer}/email`, {
    method: 'PUT',
    body: { email, expected: OLD },
  });
const undo = (id: string) =>
  browser.json<{ code: string }>(`/o/${org}/write-backs/${id}/undo`, { method: 'POST', body: {} });

describe('PUT /o/:org/customers/:customer/email', () => {
  it('answers with the change that waits, which stands first in the log', async () => {
    const { status, body } = await put<WriteBackRowJson>(NEW);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        kind: 'customer-email',
        state: 'waiting',
        customer: { id: customerId, name: 'Blue Bird Bakery' },
        before: { email: OLD },
        after: { email: NEW },
      }),
    ]);
    const log = await browser.json<{ rows: WriteBackRowJson[] }>(`/o/${org}/write-backs`);
    expect(log.body.rows).toEqual([body]);
  });

  it('says what to do while the owner has not agreed', async () => {
    await database.query('update organisation set write_back_email = false where id = $1', [org]);
    const { status, body } = await put<{ code: string; title: string; remedy: string }>(NEW);
    expect([status, body.code]).toEqual([409, 'customer.email-not-agreed']);
    expect(body.title).toBe('Dunlin may not change addresses in your books.');
    expect(body.remedy).toContain('settings');
  });

  it.each([
    ['a bad address', 'a@x.example, b@@x', 'customer.email-bad', ['b@@x']],
    ['101 characters', addressesOf(101), 'customer.email-too-long', ['101 / 100']],
  ])('names %s', async (_name, email, code, messages) => {
    const { status, body } = await put<{ code: string; issues: { message: string }[] }>(email);
    expect([status, body.code]).toEqual([422, code]);
    expect(body.issues.map(({ message }) => message)).toEqual(messages);
  });

  it('takes 100 characters', async () => {
    expect((await put(addressesOf(100))).status).toBe(200);
  });

  it('answers 412 when somebody changed the address since', async () => {
    await database.query(`update customer set email = 'theirs@x.example' where id = $1`, [
      customerId,
    ]);
    const { status, body } = await put(NEW);
    expect([status, body.code]).toEqual([412, 'customer.email-changed']);
  });

  it('answers 404 for a customer of somebody else', async () => {
    const other = await makeOrganisation(app.ctx);
    const theirs = await addCustomer(app.ctx, other.id, { email: OLD });
    const { status, body } = await put(NEW, theirs.id);
    expect([status, body.code]).toEqual([404, 'customer.unknown']);
  });
});

describe('POST /o/:org/write-backs/:writeBack/undo', () => {
  it('answers 409 for a change that was not made yet, 404 for one of somebody else', async () => {
    const { body } = await put<WriteBackRowJson>(NEW);
    expect((await undo(body.id)).body.code).toBe('write-back.not-undoable');
    for (const id of [randomUUID(), 'no-uuid']) {
      const answer = await undo(id);
      expect([answer.status, answer.body.code]).toEqual([404, 'write-back.unknown']);
    }
    const somebody = new Browser(app.url);
    const place = await somebody.consent(vendor, { booksId: randomUUID() });
    const path = `/o/${place.split('/')[2]}/write-backs/${body.id}/undo`;
    expect((await somebody.json(path, { method: 'POST', body: {} })).status).toBe(404);
  });
});

describe('roles (ux 3.3)', () => {
  it.each([
    ['viewer', [200, 403, 403]],
    ['member', [200, 200, 409]],
  ])('%s', async (role, expected) => {
    const { body } = await put<WriteBackRowJson>(NEW);
    await database.query(`delete from write_back where organisation_id = $1`, [org]);
    await database.query(
      `insert into write_back (organisation_id, id, kind, customer_id, state, fields, created_at)
       values ($1, $2, 'customer-email', $3, 'failed', '{}', now())`,
      [org, body.id, customerId],
    );
    await database.query('update membership set role = $2 where organisation_id = $1', [org, role]);
    const list = await browser.send(`/api/v1/o/${org}/write-backs`);
    expect([list.status, (await put(NEW)).status, (await undo(body.id)).status]).toEqual(expected);
  });
});

/** Two addresses that together take so many characters. */
function addressesOf(length: number): string {
  const first = `${'a'.repeat(40)}@x.example, `;
  const end = '@x.example';
  return `${first}${'b'.repeat(length - first.length - end.length)}${end}`;
}
