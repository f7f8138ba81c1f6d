import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
/** Owner of the organisation `own`. */
let browser: Browser;
let own: string;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books] });
  browser = new Browser(app.url);
  own = (await browser.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});

describe('settings', () => {
  it('change once for each version, with history, a new plan and the next day of the new zone', async () => {
    const somebody = new Browser(app.url);
    const org = (await somebody.consent(vendor, { booksId: randomUUID() })).split('/')[2] ?? '';
    const patch = (body: unknown) =>
      somebody.json<{ version: number }>(`/o/${org}`, { method: 'PATCH', body });
    const answers = await Promise.all(
      [1, 2].map(() => patch({ version: 0, timeZone: 'Asia/Tokyo' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
      version: 1,
      timeZone: 'Asia/Tokyo',
      timeZoneConfirmed: true,
      role: 'owner',
    });
    const history = await database.query(
      "select detail from activity where organisation_id = $1 and kind = 'organisation.changed'",
      [org],
    );
    expect(history).toEqual([
      { detail: { fields: ['timeZone'], timeZoneBefore: 'UTC', timeZoneAfter: 'Asia/Tokyo' } },
    ]);
    const work = await database.query(
      "select payload from outbox where organisation_id = $1 and name = 'reminders.plan'",
      [org],
    );
    expect(work).toHaveLength(1);
    const [{ next } = { next: '' }] = await database.query<{ next: string }>(
      `select to_char(next_plan_at at time zone 'Asia/Tokyo', 'HH24:MI') as next from organisation where id = $1`,
      [org],
    );
    expect(next).toBe('00:00');
  });
});

describe('settings of the mirror', () => {
  it('are kept with who answered when, and planned by', async () => {
    const somebody = new Browser(app.url);
    const who = { booksId: randomUUID(), name: 'Ana Tremblay' };
    const org = (await somebody.consent(vendor, who)).split('/')[2] ?? '';
    await database.query('delete from outbox where organisation_id = $1', [org]);
    const writeBack = {
      sentMark: true,
      statusFieldId: null,
      note: true,
      email: true,
      promise: false,
    };
    const { status, body } = await somebody.json<Record<string, unknown>>(`/o/${org}`, {
      method: 'PATCH',
      body: {
        version: 0,
        writeBack,
        nativeReminders: 'off',
        staleAfterHours: 48,
        paymentsWithinDays: 14,
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      writeBack,
      connection: {
        pausedUntil: null,
        endsAt: null,
        calls: { thisCompany: 0 },
        nativeReminders: { answer: 'off', at: expect.any(String), by: 'Ana Tremblay' },
      },
    });
    const [row] = await database.query(
      'select stale_after_hours, payments_within_days from organisation where id = $1',
      [org],
    );
    expect(row).toEqual({ stale_after_hours: 48, payments_within_days: 14 });
    const work = await database.query('select key from outbox where organisation_id = $1', [org]);
    expect(work).toEqual([{ key: 'all' }]);
    const [line] = await database.query<{ detail: { fields: string[] } }>(
      "select detail from activity where organisation_id = $1 and kind = 'organisation.changed'",
      [org],
    );
    expect(line?.detail.fields).toEqual([
      'writeBackSentMark',
      'writeBackNote',
      'writeBackEmail',
      'nativeReminders',
      'staleAfterHours',
      'paymentsWithinDays',
    ]);
    const refused = await somebody.json(`/o/${org}`, {
      method: 'PATCH',
      body: { version: 1, staleAfterHours: 1 },
    });
    expect(refused.status).toBe(422);
  });
});

describe('live events', () => {
  it('reach the pages of that organisation and no others', async () => {
    const stop = new AbortController();
    const answer = await fetch(`${app.url}/api/v1/o/${own}/events`, {
      headers: { cookie: browser.cookies },
      signal: stop.signal,
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const other = randomUUID();
    await database.query("select pg_notify('live', $1)", [`${other} rules`]);
    await database.query("select pg_notify('live', $1)", [`${own} invoices`]);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('event:')) text += (await reader?.read())?.value ?? '';
    stop.abort();
    expect(text).toContain('event: invoices\ndata: {}\n\n');
    expect(text).not.toContain('rules');
  });
});

describe('health', () => {
  it('is told apart from readiness', async () => {
    expect((await fetch(`${app.url}/health`)).status).toBe(200);
    expect((await fetch(`${app.url}/ready`)).status).toBe(200);
  });
});
