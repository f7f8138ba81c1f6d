import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import type { Books } from '../../../../integrations/books.ts';
import { findConnection } from '../../../../server/db/connections.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { readAllowance } from '../../../../server/services/connections/allowance.ts';
import { meterFor } from '../../../../server/services/connections/meter.ts';
import type { Context } from '../../../../server/services/context.ts';
import { readOrganisation } from '../../../../server/services/organisations/read.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { quickBooksAt } from './connection-world.ts';

let database: TestDatabase;
let now = new Date('2026-11-22T10:30:00Z');
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());

/** A system that allows so many calls a month, or a day. */
function contextOf(monthly: number | null, daily?: number): Context {
  const base: Books = quickBooksAt('http://127.0.0.1:9', () => now);
  const books: Books = { ...base, limits: { ...base.limits, monthly, ...(daily && { daily }) } };
  return makeContext(database, { systems: [books], now: () => now });
}

async function connected(ctx: Context) {
  return makeOrganisation(ctx, { books: { provider: 'quickbooks' } });
}

async function count(ctx: Context, id: OrganisationId, items: number): Promise<void> {
  const connection = await inOrganisation(ctx.store, id, (tx) => findConnection(tx, id));
  if (!connection) throw new Error('not connected');
  const meter = meterFor(ctx, connection);
  meter.count(items, true);
  await meter.flush();
}

const noted = (id: OrganisationId) =>
  database.query<{ kind: string }>('select kind from activity where organisation_id = $1', [id]);

describe('the allowance of calls', () => {
  it('is shared by all companies of the installation, and each is shown its own calls alone', async () => {
    now = new Date('2026-11-22T10:30:00Z');
    const ctx = contextOf(1_000);
    const [one, other] = [await connected(ctx), await connected(ctx)];
    await count(ctx, one.id, 70);
    await count(ctx, one.id, 5);
    await count(ctx, other.id, 225);
    const { connection } = await readOrganisation(ctx, one.owner);
    expect(connection?.calls).toEqual({
      month: '2026-11-01',
      thisCompany: 75,
      per: 'month',
      used: 0.3,
      allowance: 1_000,
      nearlyUsed: false,
    });
    const hours = await database.query(
      'select hour_at, calls from sync_hour where organisation_id = $1',
      [one.id],
    );
    expect(hours).toEqual([{ hour_at: new Date('2026-11-22T10:00:00Z'), calls: 75 }]);
    expect(await noted(one.id)).toEqual([]);
  });

  it('is warned about once a month from four fifths on, in the organisation that reads', async () => {
    now = new Date('2027-01-10T10:00:00Z');
    const ctx = contextOf(100);
    const [one, other] = [await connected(ctx), await connected(ctx)];
    await count(ctx, other.id, 79);
    expect(await noted(other.id)).toEqual([]);
    await Promise.all([count(ctx, one.id, 1), count(ctx, one.id, 1)]);
    expect(await noted(one.id)).toEqual([{ kind: 'connection.allowance-nearly-used' }]);
    expect((await readOrganisation(ctx, one.owner)).connection?.calls).toMatchObject({
      used: 0.81,
      nearlyUsed: true,
    });
    now = new Date('2027-02-01T00:00:00Z');
    const asking = { provider: 'quickbooks', organisationId: one.id };
    expect(await readAllowance(ctx, asking)).toMatchObject({ used: 0, nearlyUsed: false });
    await count(ctx, one.id, 80);
    expect(await noted(one.id)).toHaveLength(2);
  });

  it('of a day is each company’s own, counts the last 24 hours, and is warned about anew the day after', async () => {
    now = new Date('2027-03-10T10:00:00Z');
    const ctx = contextOf(null, 100);
    const [one, other] = [await connected(ctx), await connected(ctx)];
    await count(ctx, other.id, 90);
    await count(ctx, one.id, 80);
    const read = async () => (await readOrganisation(ctx, one.owner)).connection?.calls;
    expect(await read()).toMatchObject({ per: 'day', used: 0.8, allowance: 100, nearlyUsed: true });
    expect(await noted(one.id)).toEqual([{ kind: 'connection.allowance-nearly-used' }]);
    now = new Date('2027-03-11T11:30:00Z');
    expect(await read()).toMatchObject({ used: 0, nearlyUsed: false });
    await count(ctx, one.id, 85);
    expect(await noted(one.id)).toHaveLength(2);
  });

  it('is unknown where the vendor does not meter', async () => {
    const ctx = contextOf(null);
    const { id, owner } = await connected(ctx);
    await count(ctx, id, 5);
    const { connection } = await readOrganisation(ctx, owner);
    expect(connection?.calls).toMatchObject({ used: null, allowance: null, nearlyUsed: false });
  });
});
