import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asId, type InvoiceId, type OrganisationId } from '../../../../domain/ids.ts';
import { addDays, localDateOf } from '../../../../domain/local-date.ts';
import { TENANT_A } from '../../../../sandbox/xero/index.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { acceptWebhook } from '../../../../server/services/webhooks/accept.ts';
import { processWebhooks } from '../../../../server/services/webhooks/process.ts';
import type { Context, Member } from '../../../../server/services/context.ts';
import { recordPromise } from '../../../../server/services/silence/promise.ts';
import { applyWriteBack } from '../../../../server/services/write-back/apply.ts';
import { readNamed } from '../../../../server/services/sync/read-records.ts';
import { readSync } from '../../../../server/services/sync/read-sync.ts';
import { runCheck } from '../../../../server/services/sync/run-check.ts';
import { runImport } from '../../../../server/services/sync/run-import.ts';
import { runSweep } from '../../../../server/services/sync/run-sweep.ts';
import { startCheck } from '../../../../server/services/sync/start-check.ts';
import { startImport } from '../../../../server/services/sync/start-import.ts';
import { World } from '../../../integrations/xero/world.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { createHmac } from 'node:crypto';

let database: TestDatabase;
let xero: World;
let ctx: Context;
let id: OrganisationId;
let owner: Member;
beforeAll(async () => {
  database = await openTestDatabase();
  xero = await World.start();
  const limiter: Context['limiter'] = {
    inTurn: (_key, _limits, call) => call(),
    holdUntil: () => Promise.resolve(),
  };
  ctx = { ...makeContext(database, { systems: [xero.books] }), limiter };
  const { access } = await xero.connect(TENANT_A);
  const books = { provider: 'xero', booksId: TENANT_A, tokens: access.tokens };
  ({ id, owner } = await makeOrganisation(ctx, { books }));
}, 90_000);
afterAll(async () => {
  await xero.sandbox.close();
  await database.close();
});

const inA = { tenantId: TENANT_A };
const one = async <Row extends Record<string, unknown>>(select: string, ...more: unknown[]) =>
  (await database.query<Row>(select, [id, ...more]))[0];
const openOf = async (number: string) =>
  Number(
    (
      await one('select open_minor from invoice where organisation_id = $1 and number = $2', number)
    )?.['open_minor'],
  );

async function check(whole: boolean): Promise<number> {
  const runId = await inOrganisation(ctx.store, id, (tx) =>
    startCheck(tx, id, ctx.now(), { whole }),
  );
  await xero.sandbox.admin.clearJournal();
  await runCheck(ctx, id, runId);
  const run = await one('select state from sync_run where organisation_id = $1 and id = $2', runId);
  expect(run).toEqual({ state: 'done' });
  return (await xero.requests('/api.xro')).length;
}

describe('the mirror of Xero', () => {
  it('is filled by the first import, kinds without a count included', async () => {
    const runId = await inOrganisation(ctx.store, id, (tx) => startImport(tx, id, ctx.now()));
    expect(await runImport(ctx, id, runId)).toEqual({ kind: 'done' });
    const counts = await one(
      `select (select count(*)::int from invoice where organisation_id = $1) as invoices,
         (select count(*)::int from customer where organisation_id = $1) as customers,
         (select count(*)::int from term where organisation_id = $1) as terms,
         (select count(*)::int from payment where organisation_id = $1) as payments,
         (select count(*)::int from credit where organisation_id = $1) as credits`,
    );
    expect(counts).toEqual({ invoices: 13, customers: 10, terms: 5, payments: 6, credits: 3 });
    const organisation = await one(
      'select name, native_reminders, native_reminders_by from organisation where id = $1',
    );
    expect(organisation).toEqual({
      name: 'Harbourline Demo Ltd',
      native_reminders: 'off',
      native_reminders_by: 'Xero',
    });
    const { kinds } = await readSync(ctx, owner);
    expect(kinds.map(({ kind }) => kind)).not.toContain('attachments');
    const check = await one("select 1 from sync_run where organisation_id = $1 and type = 'check'");
    expect(check).toBeUndefined();
  });

  it('follows a webhook', async () => {
    await xero.sandbox.admin.payInvoice({ ...inA, id: 'INV-0103', amount: 150 });
    const { InvoiceID } = await xero.invoiceOf('INV-0103');
    const body = Buffer.from(
      JSON.stringify({
        events: [
          {
            resourceId: InvoiceID,
            tenantId: TENANT_A,
            eventCategory: 'INVOICE',
            eventType: 'UPDATE',
            eventDateUtc: new Date().toISOString().slice(0, -1),
          },
        ],
        firstEventSequence: 1,
        lastEventSequence: 1,
        entropy: 'x',
      }),
    );
    const signature = createHmac('sha256', 'sandbox-webhook-key').update(body).digest('base64');
    const headers = { 'x-xero-signature': signature };
    expect(await acceptWebhook(ctx, { provider: 'xero', body, headers })).toBe('accepted');
    await processWebhooks(ctx);
    expect(await readNamed(ctx, id)).toEqual({ kind: 'done' });
    expect(await openOf('INV-0103')).toBe(100_000);
  });

  it('follows a sweep, twice an hour, also where no stamp moved', async () => {
    await xero.sandbox.admin.payInvoice({ ...inA, id: 'INV-0107', amount: 450 });
    await xero.sandbox.admin.quietEdit({ ...inA, id: 'INV-0105', dueDate: '2027-01-31' });
    expect(await runSweep(ctx, id)).toEqual({ kind: 'done' });
    expect(await openOf('INV-0107')).toBe(300_000);
    const due = await one(
      "select due_on::text from invoice where organisation_id = $1 and number = 'INV-0105'",
    );
    expect(due).toEqual({ due_on: '2027-01-31' });
    const next = await one<{ minutes: number }>(
      `select round(extract(epoch from next_sweep_at - now()) / 60)::int as minutes from connection
       where organisation_id = $1`,
    );
    expect(next?.minutes).toBe(30);
  });

  it('and promises follow each other (product 4, idea 6)', async () => {
    const INV = { ...inA, id: 'INV-0103' };
    const invoiceId = asId<InvoiceId>(
      String(
        (await one("select id from invoice where organisation_id = $1 and number = 'INV-0103'"))?.[
          'id'
        ],
      ),
    );
    const promise = () =>
      one<{ promised_on: string; source: string }>(
        `select promised_on::text, source from promise
         where organisation_id = $1 and invoice_id = $2 and state = 'open'`,
        invoiceId,
      );
    await database.query('update organisation set write_back_promise = true where id = $1', [id]);
    const promisedOn = addDays(localDateOf(new Date(), 'UTC'), 9);
    const terms = { promisedOn, graceDays: 3, amountMinor: null, note: '' };
    await recordPromise(ctx, owner, invoiceId, terms);
    const row = await one<{ id: string }>(
      "select id from write_back where organisation_id = $1 and kind = 'promise'",
    );
    const written = await applyWriteBack(ctx, id, row?.id ?? '');
    expect(written).toEqual({ kind: 'done' });
    const [copy] = (await (await xero.open(TENANT_A)).company.readById('invoices', [invoiceId]))
      .records;
    expect(copy?.expectedOn).toBe(promisedOn);
    expect(await promise()).toEqual({ promised_on: promisedOn, source: 'staff' });

    const movedOn = addDays(promisedOn, 7);
    await xero.sandbox.admin.editInvoice({ ...INV, changes: { ExpectedPaymentDate: movedOn } });
    expect(await runSweep(ctx, id)).toEqual({ kind: 'done' });
    expect(await promise()).toEqual({ promised_on: movedOn, source: 'books' });
  });

  it('is compared at night: company, counts and open invoices, and each kind once for its difference', async () => {
    const first = await check(false);
    const second = await check(false);
    // Company 2, counts 6, open invoices 1; the first also reads what cannot agree, and counts again.
    expect(second).toBe(9);
    expect(first).toBeLessThanOrEqual(20);
    await xero.sandbox.admin.quietEdit({ ...inA, id: 'INV-0104', dueDate: '2027-02-28' });
    await check(false);
    const due = await one(
      "select due_on::text from invoice where organisation_id = $1 and number = 'INV-0104'",
    );
    expect(due).toEqual({ due_on: '2027-02-28' });
    await check(true);
    const gone = await one(
      "select count(*)::int as gone from customer where organisation_id = $1 and active and name = 'Kererū Cafe'",
    );
    expect(gone).toEqual({ gone: 1 });
  });
});
