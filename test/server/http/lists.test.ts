import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { InvoiceJson, InvoiceRow } from '../../../domain/api/invoices.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCustomer, addInvoices, addTerm } from '../../support/make-invoice.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

interface Page<Row> {
  rows: Row[];
  next: string | null;
}
type InvoicePage = Page<InvoiceRow> & { counts: Record<string, number> };

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
let browser: Browser;
let org: OrganisationId;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  // 02:30 on the 22nd in Toronto, still the evening of the 21st in Honolulu.
  app = await startApp(database, {
    systems: [vendor.books],
    now: () => new Date('2026-11-22T07:30:00Z'),
  });
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
  await zone('America/Toronto');
});

const zone = (name: string) =>
  database.query('update organisation set time_zone = $2 where id = $1', [org, name]);
const list = async (query: Record<string, string> = {}) => {
  const { status, body } = await browser.json<InvoicePage>(
    `/o/${org}/invoices?${new URLSearchParams(query)}`,
  );
  expect(status).toBe(200);
  return body;
};
const numbers = ({ rows }: InvoicePage) => rows.map(({ number }) => number);

describe('GET /o/:org/invoices', () => {
  it('tells due from overdue by the organisation’s own day (E40)', async () => {
    await addInvoices(app.ctx, org, [
      { number: 'yesterday', dueOn: '2026-11-21' },
      { number: 'today', dueOn: '2026-11-22' },
      { number: 'none', dueOn: null },
      { number: 'paid', state: 'paid', openMinor: 0, dueOn: '2026-01-01' },
      { number: 'void', state: 'void', openMinor: 0, totalMinor: 0, dueOn: '2026-01-02' },
      { number: 'deleted', state: 'deleted' },
    ]);
    const page = await list();
    expect(page.counts).toEqual({ all: 5, 'to-send': 0, due: 2, overdue: 1, paid: 1, void: 1 });
    expect(page.rows.map(({ number, status, daysLate }) => [number, status, daysLate])).toEqual([
      ['paid', 'paid', 0],
      ['void', 'void', 0],
      ['yesterday', 'overdue', 1],
      ['today', 'due', 0],
      ['none', 'due', 0],
    ]);
    await zone('Pacific/Honolulu');
    expect(numbers(await list({ status: 'overdue' }))).toEqual([]);
  });

  it.each([
    ['due', ['b', 'c', 'a', 'd']],
    ['-due', ['d', 'a', 'c', 'b']],
    ['issued', ['a', 'b', 'c', 'd']],
    ['-open', ['c', 'a', 'b', 'd']],
    ['open', ['d', 'b', 'a', 'c']],
    ['-number', ['d', 'c', 'b', 'a']],
  ])('sorted by %s it pages without gap or repeat', async (sort, expected) => {
    await addInvoices(app.ctx, org, [
      { number: 'a', documentOn: '2026-01-01', dueOn: '2026-05-01', openMinor: 300 },
      { number: 'b', documentOn: '2026-01-02', dueOn: '2026-03-01', openMinor: 200 },
      { number: 'c', documentOn: '2026-01-03', dueOn: '2026-04-01', openMinor: 400 },
      { number: 'd', documentOn: '2026-01-04', dueOn: null, openMinor: 0, state: 'paid' },
    ]);
    expect(numbers(await list({ sort }))).toEqual(expected);
    const seen: (string | null)[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: InvoicePage = await list({ sort, limit: '1', ...(cursor ? { cursor } : {}) });
      expect(page.counts.all).toBe(4);
      seen.push(...numbers(page));
      cursor = page.next;
    }
    expect(seen).toEqual(expected);
  });

  it('pages through many invoices with the same due date', async () => {
    await addInvoices(
      app.ctx,
      org,
      Array.from({ length: 25 }, (_, n) => ({ number: String(n), dueOn: '2026-10-01' })),
    );
    const first = await list({ limit: '20' });
    const second = await list({ limit: '20', cursor: first.next ?? '' });
    expect(new Set([...numbers(first), ...numbers(second)]).size).toBe(25);
    expect(second.next).toBeNull();
  });

  it.each([
    ['begin of a number in any case', 'inv-10', ['INV-100', 'INV-101']],
    ['part of a customer’s name', 'bird', ['INV-100']],
    ['an amount', '1,234.50', ['INV-200']],
    ['an amount as written in French', '1 234,50', ['INV-200']],
    ['an open amount', '99', ['INV-101']],
    ['a per cent sign, which stands for itself', '%', []],
    ['a quote', "O'Br", ['INV-201']],
  ])('finds by %s', async (_case, q, expected) => {
    const bird = await addCustomer(app.ctx, org, { name: 'Blue Bird Bakery' });
    const quote = await addCustomer(app.ctx, org, { name: "O'Brien" });
    await addInvoices(app.ctx, org, [
      { number: 'INV-100', customerId: bird.id },
      { number: 'INV-101', openMinor: 9_900 },
      { number: 'INV-200', totalMinor: 123_450 },
      { number: 'INV-201', customerId: quote.id },
      { number: 'Other', openMinor: 1 },
    ]);
    const page = await list({ q, sort: 'number' });
    expect(numbers(page)).toEqual(expected);
    expect(page.counts.all).toBe(expected.length);
  });

  it('shows customer, terms, address and last contact, and narrows to a customer', async () => {
    const parent = await addCustomer(app.ctx, org, { name: 'Parent', email: 'p@example.com' });
    const child = await addCustomer(app.ctx, org, {
      name: 'Child',
      fullName: 'Parent:Child',
      email: null,
      parentId: parent.id,
      billWithParent: true,
    });
    const term = await addTerm(app.ctx, org);
    const [one] = await addInvoices(app.ctx, org, [
      { number: '1', customerId: child.id, termId: term.id, plan: { nextContactOn: '2026-11-25' } },
      { number: '2' },
    ]);
    await addDelivery(one?.id ?? '', '2026-11-04T12:00:00Z');
    const { rows } = await list({ customer: child.id });
    expect(rows).toMatchObject([
      {
        number: '1',
        customerName: 'Parent:Child',
        termName: 'Net 30',
        hasEmail: true,
        nextContactOn: '2026-11-25',
        lastContact: { at: '2026-11-04T12:00:00.000Z', days: 3 },
      },
    ]);
    expect((await list({ q: '2' })).rows).toMatchObject([{ hasEmail: false, lastContact: null }]);
  });

  it.each([
    ['an unknown status', 'status=late'],
    ['a limit beyond the largest page', 'limit=10000'],
    ['a cursor that is not ours', 'cursor=abc'],
    ['a parameter twice', 'status=due&status=paid'],
  ])('answers 422 to %s', async (_case, query) => {
    const { status, body } = await browser.json<{ issues: unknown[] }>(
      `/o/${org}/invoices?${query}`,
    );
    expect(status).toBe(422);
    expect(body.issues).toHaveLength(1);
  });
});

describe('one invoice', () => {
  it('comes with its messages, their evidence and the rule that sent them', async () => {
    const [invoice] = await addInvoices(app.ctx, org, [{ number: '7', email: 'x@example.com' }]);
    const id = await addDelivery(invoice?.id ?? '', '2026-11-04T12:00:00Z');
    const { body } = await browser.json<InvoiceJson>(`/o/${org}/invoices/${invoice?.id}`);
    expect(body).toMatchObject({ number: '7', email: 'x@example.com', status: 'overdue' });
    expect(body.deliveries).toEqual([
      expect.objectContaining({
        id,
        state: 'sent',
        ruleName: 'Overdue invoice',
        ruleVersion: 2,
        subject: 'Reminder',
        recipients: ['x@example.com'],
        evidence: [
          {
            kind: 'accepted',
            at: '2026-11-04T12:00:01.000Z',
            raw: '250 ok',
            source: 'smtp',
            address: null,
          },
        ],
      }),
    ]);
    const text = await browser.send(`/api/v1/o/${org}/deliveries/${id}/message.txt`);
    expect([await text.text(), text.headers.get('content-type')]).toEqual([
      'Please pay',
      'text/plain; charset=utf-8',
    ]);
    for (const [type, begins] of [
      ['json', '{\n'],
      ['pdf', '%PDF-'],
    ] as const) {
      const proof = await browser.send(`/api/v1/o/${org}/deliveries/${id}/proof.${type}`);
      expect(proof.headers.get('content-disposition')).toBe(
        `attachment; filename="proof-${id}.${type}"`,
      );
      expect(proof.headers.get('cache-control')).toBe('no-store');
      expect((await proof.text()).startsWith(begins)).toBe(true);
    }
    const message = await browser.send(`/api/v1/o/${org}/deliveries/${id}/message`);
    expect(await message.text()).toBe('<p>Please pay</p>');
    expect(message.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; .*sandbox$/,
    );
  });

  it('answers with the PDF of the books, and 409 once they are lost', async () => {
    const [invoice] = await addInvoices(app.ctx, org, [{ number: 'A/7 "x"' }]);
    const path = `/api/v1/o/${org}/invoices/${invoice?.id}/pdf`;
    const pdf = await browser.send(path);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toBe('inline; filename="invoice-A-7-x-.pdf"');
    await database.query(
      "update connection set state = 'needs-reconnect' where organisation_id = $1",
      [org],
    );
    expect((await browser.send(path)).status).toBe(409);
  });
});

describe('activity', () => {
  it('comes newest first, in pages, narrowed by kind and by invoice', async () => {
    const customer = await addCustomer(app.ctx, org, {});
    const [invoice] = await addInvoices(app.ctx, org, [{ number: '7', customerId: customer.id }]);
    await database.query(
      `insert into activity (organisation_id, at, kind, actor_kind, actor_name, invoice_id, detail)
       select $1, now(), 'invoice.paid', 'books', 'QuickBooks', $2, '{"amount": 5}'::json from generate_series(1, 3)`,
      [org, invoice?.id],
    );
    type Activity = Page<{ id: string; kind: string; invoiceNumber: string | null }>;
    const get = async (query: string) =>
      (await browser.json<Activity>(`/o/${org}/activity?${query}`)).body;
    const all = await get('');
    expect(all.rows.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 3 }, () => 'invoice.paid'),
      'organisation.connected',
    ]);
    const first = await get('limit=2');
    const second = await get(`limit=2&cursor=${first.next}`);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(
      all.rows.map(({ id }) => id),
    );
    expect((await get('kind=organisation.connected')).rows).toHaveLength(1);
    expect((await get(`invoice=${invoice?.id}`)).rows[0]).toMatchObject({
      invoiceNumber: '7',
      customerName: 'Blue Bird Bakery',
      detail: { amount: 5 },
    });
    expect((await get('q=bird')).rows).toHaveLength(3);
  });
});

describe('customers and terms', () => {
  it('lists customers by name with their open invoices, in pages', async () => {
    for (const name of ['Cedar', 'Alder', 'Birch'])
      await addCustomer(app.ctx, org, { id: name, name });
    await addInvoices(app.ctx, org, [
      { customerId: 'Alder' },
      { customerId: 'Alder', state: 'paid' },
      { customerId: 'Alder' },
    ]);
    type Customers = Page<{ id: string; openInvoices: number }>;
    const get = async (query: string) =>
      (await browser.json<Customers>(`/o/${org}/customers?${query}`)).body;
    const first = await get('limit=2');
    expect(first.rows.map(({ id, openInvoices }) => [id, openInvoices])).toEqual([
      ['Alder', 2],
      ['Birch', 0],
    ]);
    expect((await get(`limit=2&cursor=${first.next}`)).rows.map(({ id }) => id)).toEqual(['Cedar']);
    expect((await get('q=IRC')).rows.map(({ id }) => id)).toEqual(['Birch']);
    expect((await get('ids=Cedar,Alder,nobody')).rows.map(({ id }) => id)).toEqual([
      'Alder',
      'Cedar',
    ]);
  });

  it('sets a customer’s language with a line of history (E35)', async () => {
    const { id } = await addCustomer(app.ctx, org);
    const put = (language: unknown) =>
      browser.json(`/o/${org}/customers/${id}/language`, { method: 'PUT', body: { language } });
    expect((await put('fr')).body).toMatchObject({ id, language: 'fr' });
    expect((await put(null)).body).toMatchObject({ id, language: null });
    expect((await put('de')).status).toBe(422);
    const rows = await database.query(
      "select detail from activity where organisation_id = $1 and kind = 'customer.language-changed' order by id",
      [org],
    );
    expect(rows[0]).toMatchObject({ detail: { before: null, after: 'fr' } });
  });

  it('counts open invoices behind each of the terms, and those without', async () => {
    await addTerm(app.ctx, org, { id: 'n30', name: 'Net 30' });
    await addTerm(app.ctx, org, { id: 'n60', name: 'Net 60', active: false });
    await addInvoices(app.ctx, org, [{ termId: 'n30' }, { termId: 'n30', state: 'paid' }, {}, {}]);
    const { id: customerId } = await addCustomer(app.ctx, org, { termId: 'n60' });
    await addInvoices(app.ctx, org, [{ customerId, termsOfCustomer: true }, { customerId }]);
    expect((await browser.json(`/o/${org}/terms`)).body).toEqual({
      terms: [
        { id: 'n30', name: 'Net 30', active: true, openInvoices: 1 },
        { id: 'n60', name: 'Net 60', active: false, openInvoices: 1 },
      ],
      withoutTerms: 3,
    });
  });
});

async function addDelivery(invoiceId: string, sentAt: string): Promise<string> {
  const [id, ruleId] = [randomUUID(), randomUUID()];
  await database.query(
    `insert into rule (organisation_id, id, version, enabled, position, settings, created_at, changed_at, changed_by)
     values ($1, $2, 3, true, 0, '{"name": "Renamed"}', now(), now(), 'Ana')`,
    [org, ruleId],
  );
  await database.query(
    `insert into rule_version (organisation_id, rule_id, version, enabled, settings, changed_at, changed_by)
     values ($1, $2, 2, true, '{"name": "Overdue invoice"}', now(), 'Ana')`,
    [org, ruleId],
  );
  await database.query(
    `insert into delivery (organisation_id, id, key, state, channel, invoice_id, rule_id, rule_version, step_id, days,
       reminder_class, pattern_id, saw, leaves_at, planned_on, planned_at, sent_at, called_at, recipients)
     values ($1, $2::uuid, $2::text, 'sent', 'email', $3, $4, 2, $5, 3, 'overdue', $4, '[]', $6, '2026-11-04', $6, $6, $6, '["x@example.com"]')`,
    [org, id, invoiceId, ruleId, randomUUID(), sentAt],
  );
  await database.query(
    `insert into delivery_message (organisation_id, delivery_id, language, subject, html, text, attachments)
     values ($1, $2, 'en', 'Reminder', '<p>Please pay</p>', 'Please pay', '[]')`,
    [org, id],
  );
  await database.query(
    `insert into evidence (organisation_id, delivery_id, source, raw_key, kind, at, raw)
     values ($1, $2, 'smtp', '1', 'accepted', $3::timestamptz + interval '1 second', '250 ok')`,
    [org, id, sentAt],
  );
  return id;
}
