import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Busy, NeedsReconnect } from '../../../../domain/errors.ts';
import type { OrganisationId } from '../../../../domain/ids.ts';
import type { Tokens } from '../../../../integrations/books.ts';
import { openCompany } from '../../../../server/services/connections/open-company.ts';
import { connectTo } from '../../../integrations/books-suite.ts';
import { worlds, type BooksWorld, type Fault } from '../../../integrations/books.worlds.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';

const MINUTE_MS = 60_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());

describe.each(worlds)('a token of $name that is refused right after its renewal', ({ start }) => {
  let world: BooksWorld;
  let aheadMs = 0;
  beforeAll(async () => {
    world = await start();
  });
  afterEach(async () => {
    aheadMs = 0;
    await world.calm();
  });
  afterAll(() => world.close());

  const refusals = (times: number): Fault => ({ kind: 'status', status: 401, times });
  const now = () => new Date(Date.now() + aheadMs);
  /** A process of its own on the same database. */
  const process = () => makeContext(database, { systems: [world.books], now });

  async function connected(): Promise<{ id: OrganisationId; tokens: Tokens }> {
    await database.query("update connection set state = 'disconnected', grant_id = null");
    await database.query('delete from books_grant');
    const { access } = await connectTo(world);
    const { tokens } = access;
    const books = { provider: world.books.key, booksId: world.first, tokens };
    return { id: (await makeOrganisation(process(), { books })).id, tokens };
  }
  /** Of a reading in a process of its own: the error, or null. */
  const read = (id: OrganisationId) =>
    openCompany(process(), id)
      .then(({ company }) => company.readCompany())
      .then(
        () => null,
        (error: unknown) => error,
      );
  const row = async (id: OrganisationId) =>
    (
      await database.query(
        'select state, reason, refused_looks as looks from connection where organisation_id = $1',
        [id],
      )
    )[0];
  const inDoubt = (looks: number) => ({ state: 'live', reason: '', looks });

  it('puts reading off for a minute, in every process, and is forgotten when the next look is answered', async () => {
    const { id } = await connected();
    // The first token, and the one that took its place.
    await world.fault('data', refusals(2));
    const first = await read(id);
    expect(first).toBeInstanceOf(Busy);
    expect(first).toMatchObject({ code: 'connection.in-doubt' });
    const { at } = first as Busy;
    expect(Math.round((at.getTime() - now().getTime()) / 1_000)).toBe(60);
    // The books would answer by now, but nobody asks before the time: so nothing is sent either.
    expect(await read(id)).toMatchObject({ code: 'connection.in-doubt', at });
    expect(await row(id)).toEqual(inDoubt(1));
    aheadMs = 1.1 * MINUTE_MS;
    expect(await read(id)).toBeNull();
    expect(await row(id)).toEqual(inDoubt(0));
  });

  it('needs the owner when four looks in seven minutes agree, of which those at one moment are one', async () => {
    const { id } = await connected();
    await world.fault('data', refusals(100));
    for (const [looks, minutes] of [0, 1.1, 3.2].entries()) {
      aheadMs = minutes * MINUTE_MS;
      const errors = await Promise.all([read(id), read(id), read(id)]);
      expect(errors.map((error) => error instanceof Busy)).toEqual([true, true, true]);
      expect(await row(id)).toEqual(inDoubt(looks + 1));
    }
    aheadMs = 7.3 * MINUTE_MS;
    const last = await read(id);
    expect(last).toBeInstanceOf(NeedsReconnect);
    const reason = `${world.books.key}.token-refused`;
    expect(last).toMatchObject({ code: reason });
    expect(await row(id)).toMatchObject({ state: 'needs-reconnect', reason });
  });

  it.each([
    ['the refresh token is dead', 'grant-ended'],
    ['the company ended the access', 'gone'],
  ])('is not waited for when %s', async (_why, how) => {
    const { id, tokens } = await connected();
    if (how === 'gone') await world.disconnect(world.first);
    else {
      await world.endGrant(tokens);
      await world.expireTokens();
    }
    const error = await read(id);
    expect(error).toBeInstanceOf(NeedsReconnect);
    const reason = how === 'gone' ? world.answers.goneCode : `${world.books.key}.grant-ended`;
    expect(await row(id)).toEqual({ state: 'needs-reconnect', reason, looks: 0 });
  });
});
