import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { renewHolidays } from '../../../../server/services/calendar/renew-holidays.ts';
import { changeSettings } from '../../../../server/services/organisations/change.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation, type TestOrganisation } from '../../../support/make-organisation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());

const at = (now: string) => makeContext(database, { now: () => new Date(now) });

/** An organisation that saved these holidays at that time, and has no work waiting. */
async function saved(now: string, holidays: object): Promise<TestOrganisation> {
  const made = await makeOrganisation(at(now));
  const all = { country: null, region: null, added: [], removed: [], ...holidays };
  const { sending } = await changeSettings(at(now), made.owner, { version: 0 });
  const next = { ...sending, holidays: all } as never;
  await changeSettings(at(now), made.owner, { version: 1, sending: next });
  await database.query('delete from outbox where organisation_id = $1', [made.id]);
  return made;
}

async function rowOf(id: OrganisationId) {
  const [row] = await database.query<{ days: string[]; on: string; version: number }>(
    'select sending_holidays as days, sending_holidays_on::text as on, version from organisation where id = $1',
    [id],
  );
  return { first: row?.days[0], last: row?.days.at(-1), on: row?.on, version: row?.version };
}

const workOf = (id: OrganisationId) =>
  database.query('select key from outbox where organisation_id = $1', [id]);

describe('stored holidays', () => {
  it('move on with the year, once, and all invoices are planned again (E41)', async () => {
    const { id } = await saved('2026-11-22T12:00:00Z', { country: 'CA', region: 'QC' });
    expect(await rowOf(id)).toEqual({
      first: '2025-01-01',
      last: '2028-12-25',
      on: '2026-11-22',
      version: 2,
    });
    const ctx = at('2027-01-01T00:30:00Z');
    const turned = await Promise.all([renewHolidays(ctx), renewHolidays(ctx)]);
    expect(turned.reduce((sum, one) => sum + one)).toBeGreaterThan(0);
    expect(await rowOf(id)).toEqual({
      first: '2026-01-01',
      last: '2029-12-25',
      on: '2027-01-01',
      version: 2,
    });
    expect(await workOf(id)).toEqual([{ key: 'all' }]);
    expect(await renewHolidays(ctx)).toBe(0);
  });

  it('are worked out again each day, and plan nothing while they are the same', async () => {
    const { id } = await saved('2026-11-22T12:00:00Z', { country: 'BE' });
    const ctx = at('2026-11-23T12:00:00Z');
    await renewHolidays(ctx);
    expect(await rowOf(id)).toMatchObject({ on: '2026-11-23', first: '2025-01-01' });
    expect(await workOf(id)).toEqual([]);
    // A newer table knows a day that the older one did not.
    await database.query(
      `update organisation set sending_holidays = '{2026-12-25}', sending_holidays_on = '2026-11-22' where id = $1`,
      [id],
    );
    expect(await renewHolidays(ctx)).toBe(1);
    expect(await rowOf(id)).toMatchObject({ first: '2025-01-01', last: '2028-12-25' });
    expect(await workOf(id)).toEqual([{ key: 'all' }]);
  });

  it('of an organisation that keeps no country’s stay as they are', async () => {
    const { id } = await saved('2026-11-22T12:00:00Z', { added: ['2026-12-24'] });
    await renewHolidays(at('2027-01-02T12:00:00Z'));
    expect(await rowOf(id)).toMatchObject({ first: '2026-12-24', on: '2026-11-22' });
    expect(await workOf(id)).toEqual([]);
  });
});
