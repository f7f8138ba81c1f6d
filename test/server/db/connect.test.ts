import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 1 });
});
afterAll(() => database.close());

it('outlives a connection that breaks while it is lent, and lends another', async () => {
  const { pool } = database.store;
  const lent = await pool.connect();
  const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
  const ended = new Promise<void>((resolve) => lent.once('end', resolve));
  await database.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(lent.query('select 1')).rejects.toThrow();
  lent.release();

  const next = await pool.query<{ one: number }>('select 1 as one');
  expect(next.rows).toEqual([{ one: 1 }]);
});
