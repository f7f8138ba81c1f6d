import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { EndOfAccess, Tokens } from '../../../../integrations/books.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { disconnect } from '../../../../server/services/connections/disconnect.ts';
import { openCompany } from '../../../../server/services/connections/open-company.ts';
import type { Context } from '../../../../server/services/context.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation, type TestOrganisation } from '../../../support/make-organisation.ts';
import { startStandIn, type StandIn } from '../../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let ended: EndOfAccess[];

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
}, 90_000);
beforeEach(async () => {
  await vendor?.close();
  vendor = await startStandIn({ refreshTakesMs: 100 });
  ended = [];
});
afterAll(async () => {
  await vendor.close();
  await database.close();
});

/** The stand-in, which also notes whose access was ended and how. */
function contextOf(): Context {
  const { consent } = vendor.books;
  const end = (ending: EndOfAccess) => {
    ended.push(ending);
    return consent.end(ending);
  };
  return makeContext(database, { systems: [{ ...vendor.books, consent: { ...consent, end } }] });
}

async function grantedTokens(): Promise<Tokens> {
  const identity = { subject: 's', email: 'a@b.example', emailVerified: true, name: 'A' };
  const code = vendor.codeFor({ identity, booksId: randomUUID() });
  const query = new URLSearchParams({ code });
  const { access } = await vendor.books.consent.exchange({ query, nonce: 'n' });
  if (!access) throw new Error('no company granted');
  return access.tokens;
}

/** Two organisations whose companies one person connected, so that the vendor gave one set of tokens for both. */
async function twoOfOnePerson(change: Partial<Tokens> = {}) {
  const ctx = contextOf();
  const tokens = { ...(await grantedTokens()), ...change };
  const books = { provider: 'stand-in', tokens, grantKey: randomUUID() };
  return {
    ctx,
    one: await makeOrganisation(ctx, { books }),
    two: await makeOrganisation(ctx, { books }),
  };
}

const read = async (ctx: Context, { id }: TestOrganisation) =>
  (await openCompany(ctx, id)).company.readCompany();

async function grantsOf(...organisations: TestOrganisation[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `select g.id from books_grant g join connection c on c.grant_id = g.id where c.organisation_id = any($1)`,
    [organisations.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}

describe('tokens that two companies share', () => {
  it('are stored once, refreshed once for both, and refused to nobody', async () => {
    const { ctx, one, two } = await twoOfOnePerson({ accessExpiresAt: new Date(Date.now() - 1) });
    expect(new Set(await grantsOf(one, two)).size).toBe(1);
    await Promise.all([one, two, one, two].map((organisation) => read(ctx, organisation)));
    expect([vendor.refreshes, vendor.reuses]).toEqual([1, 0]);
  });

  it('stay with the other one when one disconnects, and end with the last', async () => {
    const { ctx, one, two } = await twoOfOnePerson();
    const [grantId] = await grantsOf(one);
    await disconnect(ctx, one.owner);
    expect(ended[0]?.shared).not.toBeNull();
    expect(await ended[0]?.shared?.accessToken()).toBe(ended[0]?.tokens.accessToken);
    expect(vendor.revocations).toBe(0);
    await expect(read(ctx, two)).resolves.toMatchObject({ name: 'Acme' });
    await expect(read(ctx, one)).rejects.toThrow('not connected');
    await disconnect(ctx, two.owner);
    expect([ended[1]?.shared, vendor.revocations]).toEqual([null, 1]);
    const left = await database.query('select 1 from books_grant where id = $1', [grantId]);
    expect(left).toEqual([]);
  });

  it('are not seen by an organisation that does not use them', async () => {
    const { one } = await twoOfOnePerson();
    const stranger = await makeOrganisation(contextOf());
    const count = (id: TestOrganisation['id']) =>
      inOrganisation(database.store, id, async (tx) => {
        const { rows } = await tx.execute(sql`select count(*)::int as seen from books_grant`);
        return rows[0]?.['seen'];
      });
    expect([await count(one.id), await count(stranger.id)]).toEqual([1, 0]);
  });
});
