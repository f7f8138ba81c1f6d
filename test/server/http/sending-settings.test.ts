import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import type { Problem } from '../../../domain/api/common.ts';
import { autopayOf } from '../../../domain/calendar/autopay.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addDays, daysBetween, toEpochDay } from '../../../domain/local-date.ts';
import { getOrganisationToday } from '../../../server/db/organisation-facts.ts';
import { inOrganisation } from '../../../server/db/transaction.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCustomer, addInvoices } from '../../support/make-invoice.ts';
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

/** An owner with an organisation of their own, and no work waiting. */
async function owner() {
  const browser = new Browser(app.url);
  const place = await browser.consent(vendor, { booksId: randomUUID() });
  const org = (place.split('/')[2] ?? '') as OrganisationId;
  await database.query('delete from outbox where organisation_id = $1', [org]);
  const patch = <Shape>(body: unknown) =>
    browser.json<Shape>(`/o/${org}`, { method: 'PATCH', body });
  const get = <Shape>(path: string) => browser.json<Shape>(`/o/${org}${path}`);
  return { browser, org, patch, get };
}

const today = (org: OrganisationId) =>
  inOrganisation(database.store, org, (tx) => getOrganisationToday(tx, org, new Date()));
const workOf = (org: string) =>
  database.query('select name, key from outbox where organisation_id = $1', [org]);
const historyOf = async (org: string) =>
  (
    await database.query<{ detail: Record<string, unknown> }>(
      "select detail from activity where organisation_id = $1 and kind = 'organisation.changed' order by id",
      [org],
    )
  ).map(({ detail }) => detail);

describe('settings of sending', () => {
  it('are the usual ones until they are saved, then hold with their holidays, once for each version', async () => {
    const { org, patch, get } = await owner();
    const { body: before } = await get<OrganisationJson>('');
    expect(before.sending).toMatchObject({ sendFrom: '08:00', weekdays: [1, 2, 3, 4, 5] });
    const sending = {
      ...before.sending,
      weekdays: [1, 2, 3, 4, 5, 6],
      holidays: { country: 'CA', region: 'QC', added: ['2026-12-24'], removed: ['2026-07-01'] },
      contactCap: { messages: 3, days: 30 },
      tolerances: { CAD: 500 },
    };
    const answers = await Promise.all([1, 2].map(() => patch({ version: 0, sending })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await get<OrganisationJson>('')).body).toMatchObject({ version: 1, sending });
    expect(await workOf(org)).toEqual([{ name: 'reminders.plan', key: 'all' }]);
    const { calendar, sending: met } = await today(org);
    expect(met).toEqual(sending);
    const isSendingDay = (on: string) => calendar.isSendingDay(toEpochDay(on));
    // A Saturday, the national holiday, Canada Day that was unticked, a day added, and a Sunday.
    const days = ['2026-11-21', '2026-06-24', '2026-07-01', '2026-12-24', '2026-11-22'];
    expect(days.map(isSendingDay)).toEqual([true, false, true, false, false]);
  });

  it('leave one line of history that names each setting before and after', async () => {
    const { org, patch } = await owner();
    const holidays = { country: 'CA' };
    await patch({ version: 0, sending: { weekdays: [6], holidays, tolerances: { CAD: 500 } } });
    await patch({ version: 1, sending: { weekdays: [6], holidays, credits: 'net' } });
    expect(await historyOf(org)).toEqual([
      {
        fields: ['sending.weekdays', 'sending.holidays.country', 'sending.tolerances.CAD'],
        'sending.weekdaysBefore': ['1', '2', '3', '4', '5'],
        'sending.weekdaysAfter': ['6'],
        'sending.holidays.countryBefore': null,
        'sending.holidays.countryAfter': 'CA',
        'sending.tolerances.CADBefore': null,
        'sending.tolerances.CADAfter': 500,
      },
      {
        fields: ['sending.credits', 'sending.tolerances.CAD'],
        'sending.creditsBefore': 'hold',
        'sending.creditsAfter': 'net',
        'sending.tolerances.CADBefore': 500,
        'sending.tolerances.CADAfter': null,
      },
    ]);
  });

  it.each([
    [{ weekdays: [] }, 'sending.weekdays', 'no-weekday'],
    [{ sendFrom: '18:00', sendUntil: '08:00' }, 'sending.sendUntil', 'window-closed'],
    [{ sendFrom: '25:00', sendUntil: '26:00' }, 'sending.sendFrom', 'invalid_format'],
    [{ holidays: { country: 'ZZ' } }, 'sending.holidays.country', 'organisation.holiday-place'],
    [
      { holidays: { country: 'CA', region: 'BY' } },
      'sending.holidays.region',
      'organisation.holiday-place',
    ],
    [{ contactGapDays: 61 }, 'sending.contactGapDays', 'too_big'],
  ])('are refused as %j, with the field, and nothing is changed', async (sending, path, code) => {
    const { org, patch, get } = await owner();
    const { status, body } = await patch<Problem>({ version: 0, sending });
    expect([status, body.issues?.[0]?.path, body.issues?.[0]?.code]).toEqual([422, path, code]);
    expect((await get<OrganisationJson>('')).body.version).toBe(0);
    expect([await workOf(org), await historyOf(org)]).toEqual([[], []]);
  });
});

describe('holidays to choose from', () => {
  it('come with names in the language asked for', async () => {
    const { get } = await owner();
    const { body } = await get('/holiday-places?language=fr&country=CA');
    expect(body).toMatchObject({
      countries: expect.arrayContaining([{ code: 'DE', name: 'Allemagne' }]),
      regions: expect.arrayContaining([{ code: 'QC', name: 'Québec' }]),
    });
    expect(await get('/holiday-places?language=en')).toMatchObject({ body: { regions: [] } });
  });

  it('are listed for a year as they are applied, and for a place to try', async () => {
    const { get, patch } = await owner();
    interface List {
      rows: { on: string; names: string[]; applied: boolean }[];
    }
    const list = async (query: string) => (await get<List>(`/holidays?${query}`)).body.rows;
    expect(await list('language=en')).toEqual([]);
    const tried = await list('language=en&country=CA&region=QC');
    expect(tried.length).toBeGreaterThan(7);
    const christmas = tried.find(({ names }) => names.includes('Christmas Day'))?.on ?? '';
    // Within the year that is listed, and no public holiday.
    const isLate = daysBetween(new Date().toISOString().slice(0, 10), christmas) > 180;
    const own = addDays(christmas, isLate ? -3 : 3);
    const holidays = { country: 'CA', region: 'QC', added: [own], removed: [christmas] };
    await patch({ version: 0, sending: { holidays } });
    const saved = await list('language=fr');
    expect(saved.find(({ on }) => on === christmas)).toMatchObject({
      names: ['Noël'],
      applied: false,
    });
    expect(saved).toContainEqual({ on: own, names: [], applied: true });
    expect(saved.map(({ on }) => on)).toEqual(saved.map(({ on }) => on).sort());
    expect((await get('/holidays?language=en&country=ZZ')).status).toBe(422);
  });
});

describe('autopay', () => {
  it('is off until it is saved, then planned by, with history', async () => {
    const { org, patch } = await owner();
    const autopay = { on: true, shiftDays: 2, termsOff: ['3'], maxMinor: { CAD: 100_000 } };
    expect((await patch({ version: 0, autopay })).body).toMatchObject({ version: 1, autopay });
    expect(await workOf(org)).toEqual([{ name: 'reminders.plan', key: 'all' }]);
    expect(await historyOf(org)).toMatchObject([
      { fields: ['autopay.on', 'autopay.shiftDays', 'autopay.termsOff', 'autopay.maxMinor.CAD'] },
    ]);
    const { autopay: met } = await today(org);
    const invoice = { termId: null, currency: 'CAD', openMinor: 1, dueOn: '2026-11-22' };
    expect(autopayOf(met, { customerAutopay: null, invoice })).toEqual({
      customerOn: true,
      eligible: true,
      chargeOn: '2026-11-24',
    });
    const wrong = await patch<Problem>({ version: 1, autopay: { shiftDays: 31 } });
    expect([wrong.status, wrong.body.issues?.[0]?.path]).toEqual([422, 'autopay.shiftDays']);
  });

  it('of one customer is kept beside the language, and marks the open invoices for planning (BJ-16)', async () => {
    const { browser, org } = await owner();
    const { id } = await addCustomer(app.ctx, org, { fullName: 'Birchline Bakery' });
    const [open] = await addInvoices(app.ctx, org, [
      { customerId: id },
      { customerId: id, state: 'paid' },
      { customerId: null },
    ]);
    const put = (name: string, value: unknown) =>
      browser.json(`/o/${org}/customers/${id}/${name}`, { method: 'PUT', body: { [name]: value } });
    await put('language', 'fr');
    expect((await put('autopay', false)).body).toMatchObject({ autopay: false, language: 'fr' });
    const shown = await browser.json(`/o/${org}/invoices/${open?.id}`);
    expect(shown.body).toMatchObject({ customerAutopay: false, customerLanguage: 'fr' });
    const marked = await database.query(
      'select invoice_id from invoice_plan where organisation_id = $1 and next_plan_on is not null',
      [org],
    );
    expect(marked).toEqual([{ invoice_id: open?.id }]);
    expect(await workOf(org)).toEqual([{ name: 'reminders.plan', key: 'due' }]);
    expect((await put('autopay', null)).body).toMatchObject({ autopay: null, language: 'fr' });
    const lines = await database.query(
      "select detail from activity where organisation_id = $1 and kind = 'customer.autopay-changed' order by id",
      [org],
    );
    expect(lines.map(({ detail }) => detail)).toEqual([
      { customer: 'Birchline Bakery', before: null, after: false },
      { customer: 'Birchline Bakery', before: false, after: null },
    ]);
    expect((await put('autopay', 'yes')).status).toBe(422);
  });
});
