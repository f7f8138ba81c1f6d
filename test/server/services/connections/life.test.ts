import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Books } from '../../../../integrations/books.ts';
import { NeedsReconnect } from '../../../../domain/errors.ts';
import { REALM_A, REALM_B } from '../../../../sandbox/quickbooks/index.ts';
import type { Person } from '../../../../server/db/people.ts';
import { connectCompany } from '../../../../server/services/connections/connect.ts';
import { disconnect } from '../../../../server/services/connections/disconnect.ts';
import { retryRevokes } from '../../../../server/services/connections/end-access.ts';
import { noteEndingGrants } from '../../../../server/services/connections/ending.ts';
import type { Context } from '../../../../server/services/context.ts';
import { readOrganisation } from '../../../../server/services/organisations/read.ts';
import type { TestOrganisation } from '../../../support/make-organisation.ts';
import { DAY_MS, HOUR_MS, startConnectionWorld, type ConnectionWorld } from './connection-world.ts';

let world: ConnectionWorld;
beforeAll(async () => {
  world = await startConnectionWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.resetKnobs();
  await world.sandbox.admin.setKnobs({ throttle: false });
});

async function connectAgain({ id, owner }: TestOrganisation, realmId: string, ctx = world.ctx) {
  const [person] = await world.database.query<Person>('select * from person where id = $1', [
    owner.personId,
  ]);
  if (!person) throw new Error('the owner is gone');
  const access = { key: realmId, tokens: await world.grant(realmId), reached: [realmId] };
  const books = ctx.books('quickbooks');
  return connectCompany(ctx, { books, person, access, booksId: realmId, reconnectId: id });
}

describe('the life of a grant', () => {
  it('ends when nobody refreshed for a hundred days, and what is planned is called off (E58)', async () => {
    const { id } = await world.connect();
    await world.advance(50 * DAY_MS);
    expect(await world.read(id)).toBeNull();
    // Each refresh starts the hundred days anew.
    await world.advance(99 * DAY_MS);
    expect(await world.read(id)).toBeNull();
    await world.advance(102 * DAY_MS);
    expect(await world.read(id)).toBeInstanceOf(NeedsReconnect);
    expect(await world.row(id)).toMatchObject({ state: 'needs-reconnect' });
    expect(await world.kinds(id)).toEqual(['connection.lost']);
    expect(await world.work(id)).toEqual(['reminders.plan all']);
  });

  it('ends when the company is disconnected in QuickBooks', async () => {
    const { id } = await world.connect();
    await world.sandbox.admin.disconnect({ realmId: REALM_A });
    expect(await world.read(id)).toBeInstanceOf(NeedsReconnect);
    expect(await world.row(id)).toMatchObject({ state: 'needs-reconnect' });
  });

  it('is known sixty days ahead when no refresh can move its end, and said once', async () => {
    await world.sandbox.admin.setKnobs({ refreshAbsoluteSeconds: (61 * DAY_MS) / 1000 });
    const { id, owner } = await world.connect();
    expect(await noteEndingGrants(world.ctx)).toBe(0);
    expect((await readOrganisation(world.ctx, owner)).connection?.endsAt).toBeNull();
    await world.advance(2 * DAY_MS);
    expect(await noteEndingGrants(world.ctx)).toBe(1);
    expect(await noteEndingGrants(world.ctx)).toBe(0);
    expect(await world.kinds(id)).toEqual(['connection.ends-soon']);
    const { connection } = await readOrganisation(world.ctx, owner);
    const leftMs = Date.parse(connection?.endsAt ?? '') - world.ctx.now().getTime();
    expect(Math.round(leftMs / DAY_MS)).toBe(59);
  });
});

describe('connecting again', () => {
  it('keeps everything of the same company, and lets the check decide anew', async () => {
    const organisation = await world.connect();
    const { id } = organisation;
    await world.database.query(
      `update connection set state = 'paused', reason = 'connection.allowance-used', paused_until = now(), swept_at = now(),
       throttled_since = now(), next_check_at = now(), refused_looks = 2, next_look_at = now() where organisation_id = $1`,
      [id],
    );
    expect(await connectAgain(organisation, REALM_A)).toMatchObject({ organisationId: id });
    expect(await world.row(id)).toMatchObject({
      state: 'live',
      reason: '',
      paused_until: null,
      next_check_at: null,
      throttled_since: expect.any(Date),
    });
    const rows = await world.database.query(
      'select refused_looks, next_look_at from connection where organisation_id = $1',
      [id],
    );
    // New tokens are in no doubt.
    expect(rows).toEqual([{ refused_looks: 0, next_look_at: null }]);
    expect(await world.work(id)).toEqual(['reminders.plan all', 'sync.sweep sweep']);
  });

  it('refuses another company, and changes nothing (E25)', async () => {
    const organisation = await world.connect();
    const before = await tokensOf(organisation);
    expect(await connectAgain(organisation, REALM_B)).toEqual({
      kind: 'refused',
      code: 'wrong-company',
    });
    expect(await tokensOf(organisation)).toBe(before);
    expect(await world.work(organisation.id)).toEqual([]);
  });
});

describe('disconnecting', () => {
  it('leaves nothing that the clock would wake', async () => {
    const { id, owner } = await world.connect();
    await world.database.query(
      `update connection set paused_until = now(), throttled_since = now(), next_check_at = now(), next_sweep_at = now()
       where organisation_id = $1`,
      [id],
    );
    await disconnect(world.ctx, owner);
    const rows = await world.database.query(
      `select state, reason, paused_until, throttled_since, next_check_at, next_sweep_at, end_try_at, grant_id
       from connection where organisation_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        state: 'disconnected',
        reason: 'by-person',
        paused_until: null,
        throttled_since: null,
        next_check_at: null,
        next_sweep_at: null,
        end_try_at: null,
        grant_id: null,
      },
    ]);
    expect(await world.work(id)).toEqual(['reminders.plan all']);
  });

  it('tries again to end the grant when the vendor was out of order', async () => {
    const { owner } = await world.connect();
    await world.sandbox.admin.addFault(revokeFails(3));
    await disconnect(world.ctx, owner);
    expect(await tokensOf({ owner })).not.toBeNull();
    // The first try is the request's own.
    expect(await retryRevokes(world.ctx)).toBe(0);
    await world.advance(HOUR_MS);
    const rounds = await Promise.all([retryRevokes(world.ctx), retryRevokes(world.ctx)]);
    expect(rounds.reduce((sum, tried) => sum + tried, 0)).toBe(1);
    expect(await tokensOf({ owner })).toBeNull();
    const { companies } = await world.sandbox.admin.state();
    expect(companies.find(({ realmId }) => realmId === REALM_A)?.connected).toBe(false);
  });

  it('gives up after some days and fewer than twenty tries, and destroys the tokens', async () => {
    const { owner } = await world.connect();
    const { ctx, tries } = deafVendor();
    await disconnect(ctx, owner);
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      await world.advance(HOUR_MS);
      await retryRevokes(ctx);
    }
    expect(await tokensOf({ owner })).toBeNull();
    expect(tries()).toBeGreaterThan(8);
    expect(tries()).toBeLessThanOrEqual(20);
  });

  it('does not end the new grant of a company that was connected again elsewhere', async () => {
    const first = await world.connect();
    const { ctx, tries } = deafVendor();
    await disconnect(ctx, first.owner);
    const tried = tries();
    await world.database.query(
      `insert into connection (organisation_id, id, provider, books_sealed, books_index, company_name, state, connected_at, connected_by)
       select gen_random_uuid(), gen_random_uuid(), provider, books_sealed, books_index, '', 'live', now(), ''
       from connection where organisation_id = $1`,
      [first.id],
    );
    await world.advance(HOUR_MS);
    expect(await retryRevokes(ctx)).toBe(1);
    expect(tries()).toBe(tried);
    expect(await tokensOf(first)).toBeNull();
  });
});

async function tokensOf({ owner }: Pick<TestOrganisation, 'owner'>): Promise<string | null> {
  const [row] = await world.database.query<{ tokens_sealed: string | null }>(
    `select g.tokens_sealed from books_grant g join connection c on c.grant_id = g.id
     where c.organisation_id = $1`,
    [owner.organisationId],
  );
  return row?.tokens_sealed ?? null;
}

const revokeFails = (times: number) =>
  ({ kind: 'status', status: 503, target: 'identity', path: '/revoke', times }) as const;

/** Dunlin with a vendor that never hears that a grant shall end. */
function deafVendor(): { ctx: Context; tries(): number } {
  let tries = 0;
  const known = world.ctx.books('quickbooks');
  const consent: Books['consent'] = {
    ...known.consent,
    end: () => {
      tries += 1;
      return Promise.reject(new Error('no answer'));
    },
  };
  const books = { ...known, consent };
  return { ctx: { ...world.ctx, books: () => books, systems: [books] }, tries: () => tries };
}
