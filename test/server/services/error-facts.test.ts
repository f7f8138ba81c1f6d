import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { TryLater } from '../../../domain/errors.ts';
import { errorFacts, errorLine } from '../../../server/services/error-facts.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const canary = 'canary@birchline.example';

describe('what a log may hold of an error', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  }, 60_000);

  afterAll(() => database.close());

  it.each([
    ['a value that the database quotes', sql`select ${canary}::uuid`],
    ['a value of a query that does not exist', sql`select ${canary} from nowhere`],
  ])('never %s', async (_what, query) => {
    const error: unknown = await database.store.db
      .execute(query)
      .catch((failed: unknown) => failed);
    expect(JSON.stringify(error) + String(error)).toContain(canary);
    expect(JSON.stringify(errorFacts(error)) + errorLine(error)).not.toContain(canary);
    expect(errorFacts(error).cause?.code).toMatch(/^(22P02|42P01)$/);
  });

  it('keeps code, words and place of our own errors', () => {
    const error = new TryLater('quickbooks.throttled', 'asked to wait', new Date(0));
    expect(errorFacts(error)).toMatchObject({
      name: 'TryLater',
      code: 'quickbooks.throttled',
      message: 'asked to wait',
    });
    expect(errorLine(error)).toMatch(/^quickbooks.throttled: asked to wait at .*error-facts/);
  });

  it.each([undefined, null, 'text', 7])('takes whatever was thrown: %p', (thrown) => {
    expect(errorLine(thrown)).toMatch(/:$/);
  });
});
