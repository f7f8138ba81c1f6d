import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { WriteBackQuery } from '../../../../domain/api/organisations.ts';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { writeBack } from '../../../../server/db/schema/index.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Context } from '../../../../server/services/context.ts';
import { listWriteBackPage } from '../../../../server/services/write-back/list.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { addCustomer, addInvoices } from '../../../support/make-invoice.ts';
import { makeOrganisation, type TestOrganisation } from '../../../support/make-organisation.ts';

let database: TestDatabase;
let ctx: Context;
let own: TestOrganisation;
const ids: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  ctx = makeContext(database);
  own = await makeOrganisation(ctx, { books: { provider: 'stand-in' } });
  const bird = await addCustomer(ctx, own.id, { name: 'Blue Bird Bakery' });
  const mill = await addCustomer(ctx, own.id, { name: 'Mill Lane' });
  const [invoice] = await addInvoices(ctx, own.id, [{ number: 'INV-7', customerId: bird.id }]);
  const other = await makeOrganisation(ctx);
  await add(other.id, { kind: 'sent', state: 'done', fields: {} });
  await add(own.id, {
    kind: 'sent',
    state: 'done',
    invoiceId: invoice?.id ?? '',
    fields: { statusFieldId: '1', statusText: 'Reminder 10 d' },
    before: { statusField: 'Crew 7' },
    after: { statusField: 'Reminder 10 d' },
  });
  await add(own.id, {
    kind: 'customer-email',
    state: 'failed',
    reason: 'write-back.changed-meanwhile',
    customerId: mill.id,
    requestedBy: 'Odile Roy',
    fields: { email: 'site@mill.example', expectedEmail: null },
  });
  for (let n = 0; n < 3; n += 1)
    await add(own.id, {
      kind: 'sent',
      state: 'waiting',
      invoiceId: 'unknown',
      fields: { sentMark: true },
    });
}, 90_000);
afterAll(() => database.close());

/** Rows of one transaction can carry the same instant, finer than a millisecond. */
async function add(
  organisationId: OrganisationId,
  row: Pick<typeof writeBack.$inferInsert, 'kind' | 'state' | 'fields'> &
    Partial<typeof writeBack.$inferInsert>,
): Promise<void> {
  const id = randomUUID();
  ids.push(id);
  await inOrganisation(ctx.store, organisationId, (tx) =>
    tx.insert(writeBack).values({ createdAt: new Date(), ...row, organisationId, id }),
  );
  await database.query(
    `update write_back set created_at = timestamptz '2026-11-22 10:00:00.000001+00' + $2 * interval '1 microsecond' where id = $1`,
    [id, Math.floor(ids.length / 2)],
  );
}

const list = (query: Partial<z.output<typeof WriteBackQuery>> = {}) =>
  listWriteBackPage(ctx, own.owner, { limit: 100, ...query });

describe('the log of changes in the books', () => {
  it('comes newest first, and only the organisation’s own', async () => {
    const { rows, next } = await list();
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids.slice(1)));
    const sent = rows.find(({ kind, state }) => kind === 'sent' && state === 'done');
    expect(sent).toMatchObject({
      invoice: { number: 'INV-7' },
      customer: { name: 'Blue Bird Bakery' },
      before: { statusField: 'Crew 7' },
      after: { statusField: 'Reminder 10 d' },
      undoable: false,
    });
    expect(next).toBeNull();
  });

  it.each([1, 2, 3])(
    'pages by %s without gap or repeat, also within one millisecond',
    async (limit) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual((await list()).rows.map(({ id }) => id));
    },
  );

  it.each([
    ['number of the invoice', 'inv-7', ['INV-7']],
    ['customer of the invoice', 'bird', ['INV-7']],
    ['customer', 'mill', [null]],
    ['what stood there before', 'crew', ['INV-7']],
    ['what was written', '10 d', ['INV-7']],
    ['an address that was not written', 'site@', [null]],
    ['the person', 'odile', [null]],
    ['a per cent sign, which stands for itself', '%', []],
  ])('finds by %s', async (_name, q, expected) => {
    const { rows } = await list({ q });
    expect(rows.map(({ invoice }) => invoice?.number ?? null)).toEqual(expected);
  });

  it.each([
    ['waiting', 3],
    ['done', 1],
    ['failed', 1],
    ['dropped', 0],
  ] as const)('narrows to %s', async (state, count) => {
    const { rows } = await list({ state });
    expect(rows.map((row) => row.state)).toEqual(Array.from({ length: count }, () => state));
  });

  it('shows what was wanted where nothing was written', async () => {
    const { rows } = await list({ q: 'mill' });
    expect(rows).toMatchObject([
      {
        reason: 'write-back.changed-meanwhile',
        requestedBy: 'Odile Roy',
        before: { email: '' },
        after: { email: 'site@mill.example' },
      },
    ]);
  });

  it('refuses a cursor that is not its own', async () => {
    await expect(list({ cursor: 'abc' })).rejects.toMatchObject({ code: 'list.cursor' });
  });
});
