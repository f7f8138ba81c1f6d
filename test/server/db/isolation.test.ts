import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../../domain/ids.ts';
import { asPerson, asSystem, inOrganisation } from '../../../server/db/transaction.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addInvoices } from '../../support/make-invoice.ts';
import { makeOrganisation } from '../../support/make-organisation.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());

/** Tables that belong to no organisation, and why they may. */
const common = [
  'books_grant', // tokens that several may share; each sees those of its own connections
  'books_call', // instants of calls only
  'books_turn', // likewise
  'consent_attempt', // before anybody is signed in
  'consent_choice', // belongs to a person, who alone sees it
  'organisation', // is the organisation; its id is the key
  'person', // may belong to several
  'session', // belongs to a browser
  'webhook_event', // ids of events, before it is known whose they are
  'webhook_post', // may speak of several companies
];

const tablesOfOrganisations = async () =>
  (
    await database.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'organisation_id'
       order by 1`,
    )
  ).map(({ name }) => name);

describe('the catalogue', () => {
  it('knows of every table whether it belongs to organisations', async () => {
    const all = await database.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const owned = await tablesOfOrganisations();
    expect(owned.length).toBeGreaterThan(15);
    expect(all.map(({ name }) => name)).toEqual([...owned, ...common].sort());
  });

  it('forces row-level security on each, with a policy for reading and writing', async () => {
    const rows = await database.query(
      `select c.relname as name from pg_class c where c.relname = any($1) and c.relnamespace = 'public'::regnamespace
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (
           select from pg_policy p where p.polrelid = c.oid and p.polname = 'own_organisation' and p.polcmd = '*'
             and p.polqual is not null and p.polwithcheck is not null))`,
      [[...(await tablesOfOrganisations()), 'organisation']],
    );
    expect(rows).toEqual([]);
  });

  it('opens more than one organisation only through these policies', async () => {
    const rows = await database.query(
      `select tablename || ' ' || policyname || ' ' || cmd as policy from pg_policies
       where schemaname = 'public' and policyname <> 'own_organisation' order by 1`,
    );
    expect(rows.map(({ policy }) => policy)).toEqual([
      'books_grant of_own_connection ALL',
      'books_grant system_work ALL',
      'connection system_look SELECT',
      'consent_choice own_choice ALL',
      'consent_choice system_work ALL',
      'membership own_memberships SELECT',
      'named_record system_work ALL',
      'organisation member_of SELECT',
      'organisation system_look SELECT',
      'outbox system_work ALL',
      'promise system_look SELECT',
      'reply_address system_look SELECT',
    ]);
  });

  it('has the organisation in every unique index, but for three that must span them', async () => {
    const rows = await database.query<{ name: string }>(
      `select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
       join pg_class t on t.oid = x.indrelid
       where x.indisunique and t.relname = any($1) and t.relnamespace = 'public'::regnamespace
         and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'organisation_id'
           and a.attnum = any(x.indkey)) order by 1`,
      [await tablesOfOrganisations()],
    );
    // A company belongs to one organisation at a time (E25); outbox rows have an id of ours that nobody chooses; a mail that comes in names
    // a token of 128 random bits and no organisation.
    expect(rows.map(({ name }) => name)).toEqual([
      'connection_company',
      'outbox_pkey',
      'reply_address_pkey',
    ]);
  });

  it('has the organisation in every foreign key between their tables', async () => {
    const rows = await database.query<{ name: string }>(
      `select k.conrelid::regclass || ' -> ' || k.confrelid::regclass as name from pg_constraint k
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace
         and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'organisation_id'
           and a.attnum = any(k.conkey)) order by 1`,
    );
    // A person belongs to no organisation, and tokens may belong to several.
    expect(rows.map(({ name }) => name)).toEqual([
      'connection -> books_grant',
      'membership -> person',
    ]);
  });

  it('has no view, and no function with its owner’s rights, that could look past it', async () => {
    const rows = await database.query(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
       union all select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
    );
    expect(rows).toEqual([]);
  });
});

describe('the role of the application', () => {
  it('can neither bypass the policies nor own a table', async () => {
    const { rows } = await database.store.pool.query(
      `select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
         exists (select from pg_class c where c.relowner = r.oid) as owns,
         pg_has_role(r.oid, (select relowner from pg_class where relname = 'invoice'), 'member') as is_owner
       from pg_roles r where r.rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        owns: false,
        is_owner: false,
      },
    ]);
  });

  it.each(['activity', 'decision', 'evidence', 'rule_version', 'template_version'])(
    'can add to %s, never change or delete',
    async (table) => {
      for (const statement of [
        `update ${table} set organisation_id = organisation_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        await expect(database.store.pool.query(statement)).rejects.toThrow('permission denied');
      }
    },
  );

  it('may truncate no table', async () => {
    for (const table of await tablesOfOrganisations()) {
      await expect(database.store.pool.query(`truncate "${table}"`)).rejects.toThrow(
        'permission denied',
      );
    }
  });
});

describe('an organisation', () => {
  const count = sql`select count(*)::int as rows from invoice`;

  it('sees and changes its own rows alone, whatever the query says', async () => {
    const ctx = { store: database.store, secrets: database.secrets };
    const [one, two] = [await makeOrganisation(ctx), await makeOrganisation(ctx)];
    const [theirs] = await addInvoices(ctx, two.id, [{ number: 'secret' }]);
    await addInvoices(ctx, one.id, [{ number: 'own' }]);
    const seen = await inOrganisation(database.store, one.id, async (tx) => ({
      rows: (await tx.execute(count)).rows,
      changed: (await tx.execute(sql`update invoice set number = 'stolen'`)).rowCount,
      deleted: (await tx.execute(sql`delete from invoice where id = ${theirs?.id}`)).rowCount,
    }));
    expect(seen).toEqual({ rows: [{ rows: 1 }], changed: 1, deleted: 0 });
    await expect(
      inOrganisation(database.store, one.id, (tx) =>
        tx.execute(sql`update invoice set organisation_id = ${two.id}`),
      ),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } });
  });

  it('shows nothing outside a transaction that names it, also on a connection that served one', async () => {
    const ctx = { store: database.store, secrets: database.secrets };
    const { id } = await makeOrganisation(ctx);
    await addInvoices(ctx, id, [{}]);
    const { rows } = await database.store.db.execute(count);
    expect(rows).toEqual([{ rows: 0 }]);
  });

  it('stays closed to system work and to persons, except for what finds the way in', async () => {
    const ctx = { store: database.store, secrets: database.secrets };
    const made = await makeOrganisation(ctx, { books: { provider: 'stand-in' } });
    await addInvoices(ctx, made.id, [{}]);
    const system = await asSystem(database.store, (tx) => tx.execute(count));
    const person = await asPerson(database.store, made.owner.personId, (tx) => tx.execute(count));
    expect([system.rows, person.rows]).toEqual([[{ rows: 0 }], [{ rows: 0 }]]);
    const organisations = await asPerson(database.store, made.owner.personId, (tx) =>
      tx.execute(sql`select id from organisation`),
    );
    expect(organisations.rows).toEqual([{ id: made.id }]);
    const changed = await asSystem(database.store, (tx) =>
      tx.execute(sql`update connection set state = 'live' where organisation_id = ${made.id}`),
    );
    expect(changed.rowCount).toBe(0);
  });

  it('cannot be entered with an id that is none', async () => {
    const wrong = inOrganisation(database.store, 'x' as OrganisationId, (tx) => tx.execute(count));
    await expect(wrong).rejects.toThrow();
    const unknown = inOrganisation(database.store, randomUUID() as OrganisationId, (tx) =>
      tx.execute(count),
    );
    expect((await unknown).rows).toEqual([{ rows: 0 }]);
  });
});
