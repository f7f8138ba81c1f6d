import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { NeedsReconnect, NotFound, TryLater } from '../../../../domain/errors.ts';
import type { Tokens } from '../../../../integrations/books.ts';
import type { Limiter } from '../../../../server/services/context.ts';
import { openCompany } from '../../../../server/services/connections/open-company.ts';
import { tokenColumns } from '../../../../server/services/connections/sealed-tokens.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { startStandIn, type StandIn } from '../../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  await vendor?.close();
  vendor = await startStandIn({ refreshTakesMs: 150 });
});
afterAll(() => vendor.close());

const contextOf = () => {
  const base = makeContext(database, { systems: [vendor.books] });
  // Turns have a test of their own; here they would only slow the race down.
  const limiter: Limiter = {
    inTurn: (_key, _limits, call) => call(),
    holdUntil: () => Promise.resolve(),
  };
  return { ...base, limiter };
};

async function grantedTokens(booksId: string): Promise<Tokens> {
  const identity = { subject: 's', email: 'a@b.example', emailVerified: true, name: 'A' };
  const query = new URLSearchParams({ code: vendor.codeFor({ identity, booksId }) });
  const { access } = await vendor.books.consent.exchange({ query, nonce: 'n' });
  if (!access) throw new Error('no company granted');
  return access.tokens;
}

async function connected(change: Partial<Tokens> = {}) {
  const ctx = contextOf();
  const booksId = randomUUID();
  const tokens = { ...(await grantedTokens(booksId)), ...change };
  const made = await makeOrganisation(ctx, { books: { provider: 'stand-in', booksId, tokens } });
  return { ctx, id: made.id };
}
const ofOrganisation = 'id in (select grant_id from connection where organisation_id = $1)';
const longAgo = { accessExpiresAt: new Date(Date.now() - 1000) };

describe('openCompany', () => {
  it('refreshes once for sixteen callers that all find the token expired', async () => {
    const { ctx, id } = await connected(longAgo);
    const callers = Array.from({ length: 16 }, async () => {
      const { company } = await openCompany(ctx, id);
      return company.readCompany();
    });
    const answers = await Promise.all(callers);
    expect(answers).toHaveLength(16);
    expect(vendor.refreshes).toBe(1);
    expect(vendor.reuses).toBe(0);
  });

  it('refreshes once when the vendor refuses a token to sixteen calls of one session', async () => {
    const { ctx, id } = await connected();
    vendor.expireAccess();
    const { company } = await openCompany(ctx, id);
    await Promise.all(Array.from({ length: 16 }, () => company.readCompany()));
    expect(vendor.refreshes).toBe(1);
  });

  it('uses a token that is still good without asking the vendor', async () => {
    const { ctx, id } = await connected();
    const { company } = await openCompany(ctx, id);
    await company.readCompany();
    expect(vendor.refreshes).toBe(0);
  });

  it('marks the connection and says so once when the grant is gone (E58)', async () => {
    const { ctx, id } = await connected(longAgo);
    vendor.revokeAll();
    const callers = Array.from({ length: 8 }, async () => {
      const { company } = await openCompany(ctx, id);
      return company.readCompany();
    });
    const answers = await Promise.allSettled(callers);
    expect(
      answers.every((one) => one.status === 'rejected' && one.reason instanceof NeedsReconnect),
    ).toBe(true);
    expect(await stateOf(id)).toEqual({ state: 'needs-reconnect', reason: 'stand-in.grant-gone' });
    const history = await database.query('select kind from activity where organisation_id = $1', [
      id,
    ]);
    expect(history).toEqual([{ kind: 'connection.lost' }]);
    await expect(openCompany(ctx, id)).rejects.toThrow(NeedsReconnect);
  });

  it('keeps the connection when the token server is out of order, and frees the lease', async () => {
    const { ctx, id } = await connected(longAgo);
    vendor.failTokensWith(503);
    const { company } = await openCompany(ctx, id);
    await expect(company.readCompany()).rejects.toThrow(TryLater);
    expect(await stateOf(id)).toEqual({ state: 'live', reason: '' });
    vendor.failTokensWith(null);
    await expect(company.readCompany()).resolves.toMatchObject({ name: 'Acme' });
  });

  it('takes over from a worker that died while it held the lease', async () => {
    const { ctx, id } = await connected(longAgo);
    await database.query(
      `update books_grant set refresh_until = now() - interval '1 second', refresh_fence = 7 where ${ofOrganisation}`,
      [id],
    );
    const { company } = await openCompany(ctx, id);
    await expect(company.readCompany()).resolves.toMatchObject({ name: 'Acme' });
    const rows = await database.query<{ refresh_fence: number }>(
      `select refresh_fence from books_grant where ${ofOrganisation}`,
      [id],
    );
    expect(rows[0]?.refresh_fence).toBe(8);
  });

  it('leaves alone what another worker stored after the lease had ended', async () => {
    const { ctx, id } = await connected(longAgo);
    const { company, connection } = await openCompany(ctx, id);
    const late = company.readCompany();
    await leaseTaken(id);
    const tokens = await grantedTokens(randomUUID());
    const columns = tokenColumns(ctx.secrets, connection.grantId ?? '', tokens);
    await database.query(
      `update books_grant set refresh_fence = refresh_fence + 1, refresh_until = null, tokens_sealed = $2,
       access_expires_at = $3 where ${ofOrganisation}`,
      [id, columns.tokensSealed, columns.accessExpiresAt],
    );
    await expect(late).resolves.toMatchObject({ name: 'Acme' });
    const rows = await database.query<{ tokens_sealed: string }>(
      `select tokens_sealed from books_grant where ${ofOrganisation}`,
      [id],
    );
    expect(rows[0]?.tokens_sealed).toBe(columns.tokensSealed);
  });

  it('counts answered calls for the month, in lots', async () => {
    const { ctx, id } = await connected();
    const { company } = await openCompany(ctx, id);
    await Promise.all(Array.from({ length: 100 }, () => company.readCompany()));
    const month = new Date().toISOString().slice(0, 7);
    await expect(counted(id, 100)).resolves.toEqual({ calls_this_month: 100, calls_month: month });
  });

  it('finds no books where there never were any', async () => {
    const ctx = contextOf();
    const { id } = await makeOrganisation(ctx);
    await expect(openCompany(ctx, id)).rejects.toThrow(NotFound);
  });
});

async function stateOf(id: string) {
  const rows = await database.query(
    'select state, reason from connection where organisation_id = $1',
    [id],
  );
  return rows[0];
}

/** The count once so much was written, which happens beside the calls, in more lots on a slow machine. */
async function counted(id: string, calls: number) {
  for (;;) {
    const [row] = await database.query<{ calls_this_month: number }>(
      'select calls_this_month, calls_month from connection where organisation_id = $1',
      [id],
    );
    if (row && row.calls_this_month >= calls) return row;
  }
}

/** Resolves once a worker holds the lease. */
async function leaseTaken(id: string): Promise<void> {
  for (;;) {
    const rows = await database.query<{ held: boolean }>(
      `select refresh_until is not null as held from books_grant where ${ofOrganisation}`,
      [id],
    );
    if (rows[0]?.held) return;
  }
}
