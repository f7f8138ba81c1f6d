import { anyTime } from '../../scripts/support/any-time.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { addDays, localDateOf } from '../../domain/local-date.ts';
import { REALM_A } from '../../sandbox/quickbooks/index.ts';
import { until, Visitor } from '../../scripts/support/visitor.ts';
import {
  lastSyncIs,
  openFlowHouse,
  sentenceOf,
  untilQuiet,
  type FlowHouse,
  type Organisation,
} from './flow-house.ts';

/**
 * What a new user does, end to end over HTTP: connect, rule, go live, mails, write-back, payment. The cases are chapters of one story
 * and run in order. Amounts and days are those of the sample company, counted from the sandbox's day zero.
 */
const STATUS_FIELD = '3';
let flow: FlowHouse;
let visitor: Visitor;
let dayZero: string;

beforeAll(async () => {
  flow = await openFlowHouse({ redisDb: 1 });
  visitor = new Visitor(flow.house);
  dayZero = localDateOf(new Date(), 'America/Los_Angeles');
}, 90_000);
afterAll(() => flow.close());

/** A day of the sample, which is written for 16 November 2026. */
const sampleDay = (fromDayZero: number) => addDays(dayZero, fromDayZero);

const settings = () => ({
  name: 'Overdue invoice',
  type: 'due' as const,
  condition: 'overdue' as const,
  steps: [3, 10, 20].map((days, index) => ({
    id: stepIds[index] ?? '',
    days,
    templateId: ['friendly', 'second', 'final'][index] ?? '',
  })),
  customers: { mode: 'except' as const, customerIds: ['9'] },
  memo: { mode: 'ignore' as const, token: '#NoChase#' },
  createdBefore: { on: sampleDay(-76) },
  terms: { off: ['6'], known: [] },
  email: {
    attachPdf: true,
    attachMarkedFiles: true,
    cc: ['boss@alder.example'],
    bcc: ['archive@alder.example'],
  },
});
const stepIds = [randomUUID(), randomUUID(), randomUUID()];
let organisation: Organisation;

async function mails() {
  const all = await flow.mailbox.messages();
  const details = await Promise.all(all.map(({ id }) => flow.mailbox.message(id)));
  return details.filter((mail) => mail !== null);
}

async function mailAbout(number: string) {
  return (await mails()).filter((mail) => mail.subject.includes(number));
}

async function inBooks(id: string) {
  const { entity } = await flow.quickBooks.admin.read({ realmId: REALM_A, entity: 'Invoice', id });
  const fields = (entity?.['CustomField'] ?? []) as {
    DefinitionId: string;
    StringValue?: string;
  }[];
  return {
    mark: entity?.['EmailStatus'],
    note: entity?.['PrivateNote'],
    status: fields.find((field) => field.DefinitionId === STATUS_FIELD)?.StringValue,
    others: fields.filter((field) => field.DefinitionId !== STATUS_FIELD),
    version: Number(entity?.['SyncToken']),
  };
}

describe('an overdue invoice is chased, paid, and left alone', () => {
  it('1. connecting signs in and shows the first sync at work until the sample company is there', async () => {
    await flow.quickBooks.admin.setKnobs({ latencyMs: 150 });
    await visitor.connect(REALM_A);
    const seen: Organisation[] = [];
    organisation = await lastSyncIs(visitor, 'done', seen);
    await flow.quickBooks.admin.setKnobs({ latencyMs: 0 });
    expect(seen.some(({ lastSync }) => lastSync?.state === 'running')).toBe(true);
    expect(organisation).toMatchObject({
      name: 'Alderbrook Field Services LLC',
      role: 'owner',
      timeZone: 'America/Los_Angeles',
      remindersOn: false,
      connection: { state: 'live', books: 'quickbooks' },
    });
    expect(organisation.lastSync?.progress).toEqual([
      { kind: 'terms', done: 8, total: 8 },
      { kind: 'customers', done: 13, total: 13 },
      { kind: 'invoices', done: 20, total: 20 },
      { kind: 'credits', done: 2, total: 2 },
      { kind: 'payments', done: 7, total: 7 },
      { kind: 'attachments', done: 7, total: 7 },
    ]);
    const { counts } = await visitor.call('GET /o/:org/invoices', {});
    expect(counts.all).toBe(20);
    const list = await visitor.call('GET /o/:org/invoices', { query: { q: '1005' } });
    expect(list.rows).toEqual([
      expect.objectContaining({
        id: '105',
        status: 'overdue',
        openMinor: 150_000,
        termName: 'Net 30',
        memoOnStatement: expect.stringContaining('#nochase#'),
      }),
    ]);
  });

  it('2. a draft shows which messages would go, and for each other open invoice why not', async () => {
    const preview = await visitor.call('POST /o/:org/rules/preview', {
      body: { ruleId: null, settings: settings() },
    });
    expect(preview.totals).toEqual({ dueNow: 3, later: 6, excluded: 5 });
    expect(preview.dueNow.map(({ invoiceId, days }) => [invoiceId, days]).sort()).toEqual([
      ['101', 10],
      ['107', 20],
      ['118', 10],
    ]);
    const reasons = Object.fromEntries(
      preview.excluded.map(({ invoiceId, gate }) => [invoiceId, `${gate.gate}/${gate.reason}`]),
    );
    expect(reasons).toEqual({
      '103': 'terms/term-off',
      '104': 'recipient/no-address',
      '105': 'memo/token-present',
      '106': 'created-before/created-before',
      '108': 'customers/excluded',
    });
    for (const reason of Object.values(reasons)) expect(await sentenceOf(reason)).toBeDefined();
    expect(await mails()).toEqual([]);
    expect((await visitor.call('GET /o/:org/rules', {})).rows).toEqual([]);
  });

  it('3. a saved rule sends nothing before the master switch is on, and says what would go', async () => {
    await visitor.call('PUT /o/:org/customers/:customer/language', {
      params: { customer: '3' },
      body: { language: 'fr' },
    });
    organisation = await visitor.call('PATCH /o/:org', {
      body: {
        version: organisation.version,
        writeBack: {
          sentMark: true,
          statusFieldId: STATUS_FIELD,
          note: true,
          email: false,
          promise: false,
        },
      },
    });
    await visitor.call('POST /o/:org/rules', { body: { enabled: true, settings: settings() } });
    await untilQuiet(flow);
    expect(await mails()).toEqual([]);
    expect(await visitor.call('GET /o/:org/reminders', {})).toMatchObject({
      messages: 3,
      customers: 3,
      amounts: [{ minor: 614_000, currency: 'USD' }],
      old: { oldestDaysLate: expect.any(Number), steps: 3 },
    });
  });

  it('4a. going live asks about reminders of the books and about old invoices first (UF-2, E21)', async () => {
    const goLive = (old?: { choice: 'by-rule'; perDay: null }) =>
      visitor.call('PUT /o/:org/reminders', {
        body: { on: true, version: organisation.version, ...(old && { old }) },
      });
    await expect(goLive()).rejects.toThrow('reminders.native-unanswered');
    organisation = await visitor.call('PATCH /o/:org', {
      body: { version: organisation.version, nativeReminders: 'off', sending: anyTime },
    });
    await expect(goLive()).rejects.toThrow('reminders.old-undecided');
    expect(await mails()).toEqual([]);
  });

  it('4b. going live sends each due message once: language, PDF, marked files, copies', async () => {
    organisation = await visitor.call('PUT /o/:org/reminders', {
      body: {
        on: true,
        version: organisation.version,
        old: { choice: 'by-rule', perDay: null },
      },
    });
    await until('three messages', async () => (await mails()).length >= 3);
    await untilQuiet(flow);
    expect(await mails()).toHaveLength(3);

    const [english] = await mailAbout('1001');
    expect(english).toMatchObject({ to: ['ap@birchline.example'], cc: ['boss@alder.example'] });
    expect(english?.envelope.to).toContain('archive@alder.example');
    expect(english?.attachments.map(({ fileName }) => fileName)).toEqual([
      'invoice-1001.pdf',
      'work-order.pdf',
    ]);
    expect(english?.text).toContain('540.00');
    const [french] = await mailAbout('1016');
    expect(french?.html).toContain('lang="fr"');
    expect(french?.text).toMatch(/350,00/);
    const [two] = await mailAbout('1007');
    expect(two?.to).toEqual(['manager@millane.example', 'site@millane.example']);
    expect(two?.attachments.map(({ fileName }) => fileName)).toEqual(['invoice-1007.pdf']);
  });

  it('5. the timeline shows each delivery with its evidence, and the books the agreed fields', async () => {
    const invoice = await visitor.call('GET /o/:org/invoices/:invoice', {
      params: { invoice: '101' },
    });
    const [mail] = await mailAbout('1001');
    expect(invoice.deliveries).toEqual([
      expect.objectContaining({
        state: 'sent',
        days: 10,
        ruleName: 'Overdue invoice',
        ruleVersion: 1,
        messageId: mail?.messageId,
        subject: mail?.subject,
        evidence: [expect.objectContaining({ kind: 'accepted' })],
      }),
    ]);
    expect(invoice.nextContactOn).toBe(sampleDay(5));
    expect(invoice.lastContact).toMatchObject({ days: 10 });

    const timeline = await visitor.call('GET /o/:org/activity', { query: { invoice: '101' } });
    const kinds = timeline.rows.map(({ kind }) => kind).reverse();
    expect(kinds.filter((kind) => kind !== 'invoice.changed')).toEqual([
      'delivery.sent',
      'write-back.done',
    ]);

    const kept = await inBooks('101');
    expect(kept).toMatchObject({
      mark: 'EmailSent',
      status: expect.stringMatching(/^Reminder 10 d, \d{4}-\d{2}-\d{2}$/),
      note: expect.stringMatching(/^(.*\n)?Reminder 10 d, \d{4}-\d{2}-\d{2}$/s),
    });
    expect((await inBooks('105')).note).toBe('#nochase# site manager asked to wait');
    expect(kept.others.map(({ StringValue }) => StringValue)).toEqual(['102', 'PO-7781']);
    expect((await inBooks('105')).status).toBe('Elm Court');
    expect((await inBooks('112')).status).toBeUndefined();
  });

  it('6. an invoice paid in the books is paid here within seconds, its next message gone, and the activity says why', async () => {
    await flow.quickBooks.admin.setKnobs({ webhookDuplicates: 2 });
    await flow.quickBooks.admin.payInvoice({ realmId: REALM_A, id: '101' });
    const paid = await until(
      'the payment',
      async () => {
        const invoice = await visitor.call('GET /o/:org/invoices/:invoice', {
          params: { invoice: '101' },
        });
        return invoice.status === 'paid' && invoice.nextContactOn === null && invoice;
      },
      10_000,
    );
    expect(paid.openMinor).toBe(0);
    await untilQuiet(flow);
    const timeline = await visitor.call('GET /o/:org/activity', { query: { invoice: '101' } });
    const told = timeline.rows.filter(({ kind }) => kind === 'delivery.cancelled');
    expect(told).toHaveLength(1);
    expect(told[0]?.detail).toMatchObject({ reason: 'document-status/paid', days: 20 });
    expect(await sentenceOf('document-status/paid')).toBe('The invoice is paid.');
    expect(timeline.rows.filter(({ kind }) => kind === 'invoice.paid')).toHaveLength(1);
    const why = await visitor.call('GET /o/:org/invoices/:invoice/why', {
      params: { invoice: '101' },
    });
    expect(why.rules[0]).toMatchObject({ kind: 'skip', decidedBy: 'document-status' });
  });

  it('7. nothing happens twice, however often the books and the planner are asked again', async () => {
    const before = await inBooks('107');
    await flow.quickBooks.admin.touchInvoices({ realmId: REALM_A, ids: ['101', '107', '118'] });
    await visitor.call('POST /o/:org/sync', {});
    await until('the touched invoices', async () => {
      const [row] = await flow.database.query<{ version: number }>(
        `select books_version as version from invoice where id = '107'`,
      );
      return Number(row?.version) > before.version;
    });
    await untilQuiet(flow);
    expect(await mails()).toHaveLength(3);
    const twice = await flow.database.query(
      `select invoice_id from delivery where state <> 'cancelled' group by invoice_id having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    const written = await flow.database.query<{ state: string }>('select state from write_back');
    expect(written.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    const failed = await flow.database.query(
      `select name, last_error from outbox where state = 'failed'`,
    );
    expect(failed).toEqual([]);
  });
});
