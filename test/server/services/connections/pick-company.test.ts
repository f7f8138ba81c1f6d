import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Books } from '../../../../integrations/books.ts';
import { pickCompany } from '../../../../server/services/connections/pick-company.ts';
import type { Context } from '../../../../server/services/context.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { startStandIn, type StandIn } from '../../../support/stand-in-books.ts';

let database: TestDatabase;
let vendor: StandIn;
let ctx: Context;
let books: Books;
beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  books = vendor.books;
  ctx = makeContext(database, { systems: [books] });
}, 90_000);
afterAll(async () => {
  await vendor.close();
  await database.close();
});

const company = (booksId: string = randomUUID()) => ({ booksId, name: null });
const connected = async () => {
  const one = company();
  const wanted = { provider: books.key, booksId: one.booksId };
  return { one, id: (await makeOrganisation(ctx, { books: wanted })).id };
};

describe('of the companies of a consent', () => {
  it('none is connected where there is none, and the only one where there is one', async () => {
    const [only, { id }] = [company(), await connected()];
    expect(await pickCompany(ctx, books, [], id)).toBeNull();
    expect(await pickCompany(ctx, books, [only], id)).toBe(only);
  });

  it('the one is meant that the organisation asked for again (E25)', async () => {
    const { one, id } = await connected();
    expect(await pickCompany(ctx, books, [company(), one, company()], id)).toBe(one);
  });
});
