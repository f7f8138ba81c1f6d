import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Problem } from '../../../domain/api/common.ts';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
let now = new Date('2026-11-20T09:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books], now: () => now });
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

describe('settings of invoice sending over HTTP', () => {
  it('are off, are turned on from that moment, and plan everything again (UF-3)', async () => {
    const browser = new Browser(app.url);
    const org = (await browser.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
    const patch = <Shape>(body: unknown) =>
      browser.json<Shape>(`/o/${org}`, { method: 'PATCH', body });
    const since = async () =>
      (
        await database.query<{ since: Date | null }>(
          'select invoice_sending_since as since from organisation where id = $1',
          [org],
        )
      )[0]?.since;
    const works = () =>
      database.query<{ name: string }>(
        `delete from outbox where organisation_id = $1 and name = 'reminders.plan' returning name`,
        [org],
      );

    expect((await browser.json<OrganisationJson>(`/o/${org}`)).body.invoiceSending.on).toBe(false);
    await works();
    const turned = await patch<OrganisationJson>({ version: 0, invoiceSending: { on: true } });
    expect(turned.body).toMatchObject({ version: 1, invoiceSending: { on: true, delayDays: 0 } });
    expect(await since()).toEqual(now);
    expect(await works()).toHaveLength(1);

    const first = now;
    now = new Date('2026-11-21T09:00:00Z');
    const changed = { on: true, delayDays: 2, copyTo: 'ana@acme.example', templateId: 'friendly' };
    expect((await patch({ version: 1, invoiceSending: changed })).status).toBe(200);
    expect(await since()).toEqual(first);
    await patch({ version: 2, invoiceSending: { on: false } });
    await patch({ version: 3, invoiceSending: { on: true } });
    expect(await since()).toEqual(now);

    const told = await database.query<{ detail: { fields: string[] } }>(
      `select detail from activity where organisation_id = $1 and kind = 'organisation.changed' order by id limit 2`,
      [org],
    );
    expect(told.map(({ detail }) => detail.fields)).toEqual([
      ['invoiceSending.on'],
      ['invoiceSending.delayDays', 'invoiceSending.templateId', 'invoiceSending.copyTo'],
    ]);
  });

  it.each([
    ['no weekday', { weekdays: [] }, 'invoiceSending.weekdays'],
    ['a cut-off that is no time', { cutOff: '25:00' }, 'invoiceSending.cutOff'],
    ['a template that does not exist', { templateId: 'nobody' }, 'invoiceSending.templateId'],
    ['a copy to what is no address', { copyTo: 'ana' }, 'invoiceSending.copyTo'],
  ])('refuse %s', async (_case, invoiceSending, path) => {
    const browser = new Browser(app.url);
    const org = (await browser.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
    const answer = await browser.json<Problem>(`/o/${org}`, {
      method: 'PATCH',
      body: { version: 0, invoiceSending },
    });
    expect([answer.status, answer.body.issues?.[0]?.path]).toEqual([422, path]);
  });
});
