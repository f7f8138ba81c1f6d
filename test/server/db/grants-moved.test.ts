import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Tokens } from '../../../integrations/books.ts';
import { openStore } from '../../../server/db/connect.ts';
import { findConnectionWithGrant } from '../../../server/db/grants.ts';
import { inOrganisation, inOrganisationAsSystem } from '../../../server/db/transaction.ts';
import type { Context } from '../../../server/services/context.ts';
import { validAccessToken } from '../../../server/services/connections/access-token.ts';
import { saveGrant } from '../../../server/services/connections/save-grant.ts';
import {
  booksColumns,
  openTokens,
  tokenColumns,
} from '../../../server/services/connections/sealed-tokens.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeContext } from '../../support/make-context.ts';
import { freshTokens } from '../../support/make-organisation.ts';

const LAST_BEFORE = '0027_drop_hastened';
const [maple, alder] = [randomUUID(), randomUUID()] as [OrganisationId, OrganisationId];

/** A connection as it stood before: its tokens in its own row. */
interface Old {
  organisationId: OrganisationId;
  id: string;
  booksId: string;
  state: 'live' | 'needs-reconnect' | 'disconnected';
  tokens: Tokens | null;
  connectedAt: string;
  /** Until when the end of its access was to be tried again. */
  refreshUntil: string | null;
}

function old(organisationId: OrganisationId, booksId: string, change: Partial<Old> = {}): Old {
  const usual = { state: 'live', tokens: freshTokens(), refreshUntil: null } as const;
  const connectedAt = '2026-11-01T12:00:00Z';
  return { organisationId, id: randomUUID(), booksId, connectedAt, ...usual, ...change };
}

const connections = {
  live: old(maple, 'company-1'),
  other: old(alder, 'company-2'),
  lost: old(alder, 'company-3', { state: 'needs-reconnect' }),
  ending: old(maple, 'company-4', {
    state: 'disconnected',
    refreshUntil: '2026-11-20T12:00:00.000Z',
  }),
  ended: old(maple, 'company-5', { state: 'disconnected', tokens: null }),
  /** Of the same company as the live one, which came later. */
  former: old(alder, 'company-1', { state: 'disconnected', connectedAt: '2026-10-01T12:00:00Z' }),
};

let database: TestDatabase;
let ctx: Context;
let close: () => Promise<void>;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 1 });
  const url = new URL(database.ownerUrl);
  url.pathname = `/t_${randomBytes(8).toString('hex')}`;
  await database.query(`create database ${url.pathname.slice(1)} template template0`);
  await fillAt(LAST_BEFORE, url.toString());
  const store = await openStore({ url: url.toString(), secrets: database.secrets, poolSize: 2 });
  ctx = makeContext({ ...database, store });
  close = () => store.close();
}, 60_000);
afterAll(async () => {
  await close();
  await database.close();
});

/** The schema as it was after this migration, with connections of two organisations. */
async function fillAt(tag: string, connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const folder = await migrationsUpTo(tag);
  try {
    await migrate(drizzle(client), { migrationsFolder: folder });
    for (const id of [maple, alder])
      await client.query(
        `insert into organisation (id, name, time_zone, time_zone_confirmed, language, custom_fields, sending, created_at)
         values ($1, 'Maple & Sons', 'UTC', true, 'en', '[]', '{}', now())`,
        [id],
      );
    for (const one of Object.values(connections)) await insert(client, one);
  } finally {
    await client.end();
    await rm(folder, { recursive: true });
  }
}

async function migrationsUpTo(tag: string): Promise<string> {
  const all = path.resolve(import.meta.dirname, '../../../server/db/migrations');
  const folder = await mkdtemp(path.join(tmpdir(), 'dunlin-migrations-'));
  await cp(all, folder, { recursive: true });
  const file = path.join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { tag: string }[] };
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  const entries = journal.entries.slice(0, last + 1);
  await writeFile(file, JSON.stringify({ ...journal, entries }));
  return folder;
}

async function insert(client: pg.Client, one: Old): Promise<void> {
  const { booksSealed, booksIndex } = booksColumns(
    database.secrets,
    one.id,
    'quickbooks',
    one.booksId,
  );
  const columns = one.tokens && tokenColumns(database.secrets, one.id, one.tokens);
  await client.query(
    `insert into connection (organisation_id, id, provider, books_sealed, books_index, company_name, tokens_sealed, access_expires_at,
       refresh_expires_at, refresh_hard_expires_at, state, connected_at, connected_by, refresh_until)
     values ($1, $2, 'quickbooks', $3, $4, 'Maple', $5, $6, $7, $8, $9, $10, 'Ana', $11)`,
    [
      one.organisationId,
      one.id,
      booksSealed,
      booksIndex,
      columns?.tokensSealed ?? null,
      columns?.accessExpiresAt ?? null,
      columns?.refreshExpiresAt ?? null,
      columns?.refreshHardExpiresAt ?? null,
      one.state,
      one.connectedAt,
      one.refreshUntil,
    ],
  );
}

async function find({ organisationId, id }: Old) {
  const found = await inOrganisation(ctx.store, organisationId, (tx) =>
    findConnectionWithGrant(tx, organisationId, id),
  );
  if (!found) throw new Error('the connection is there');
  return found;
}

describe('a database whose connections hold their tokens, brought up to date (migration 0028)', () => {
  it.each(['live', 'other'] as const)(
    'keeps the token of a connection in use: %s',
    async (name) => {
      const { connection } = await find(connections[name]);
      const token = await validAccessToken(ctx, connection, null);
      expect(token).toBe(connections[name].tokens?.accessToken);
    },
  );

  it.each(['live', 'other', 'lost', 'ending'] as const)(
    'keeps all of the tokens, with their ends of life: %s',
    async (name) => {
      const { grant, connection } = await find(connections[name]);
      expect(grant && openTokens(ctx.secrets, grant)).toEqual(connections[name].tokens);
      expect(grant?.refreshExpiresAt).toEqual(connections[name].tokens?.refreshExpiresAt);
      expect(connection.state).toBe(connections[name].state);
    },
  );

  it('goes on trying to end the access of one that was disconnected', async () => {
    const { connection } = await find(connections.ending);
    expect(connection.endTryAt?.toISOString()).toBe(connections.ending.refreshUntil);
    expect((await find(connections.live)).connection.endTryAt).toBeNull();
  });

  it('makes no grant of a connection without tokens', async () => {
    expect((await find(connections.ended)).grant).toBeNull();
  });

  it('keeps the tokens in use where a company was connected twice', async () => {
    const { grant } = await find(connections.former);
    expect(grant?.id).toBe((await find(connections.live)).grant?.id);
  });

  it('shows each organisation its own grants alone', async () => {
    const seen = await inOrganisation(ctx.store, alder, (tx) =>
      findConnectionWithGrant(tx, alder, connections.live.id),
    );
    expect(seen).toBeUndefined();
  });

  it('finds the grant again at the next consent, for everybody who uses it', async () => {
    const tokens = freshTokens();
    const access = { key: connections.other.booksId, tokens };
    const id = await inOrganisationAsSystem(ctx.store, alder, (tx) =>
      saveGrant(tx, ctx.secrets, 'quickbooks', access),
    );
    const { connection, grant } = await find(connections.other);
    expect(grant?.id).toBe(id);
    expect(await validAccessToken(ctx, connection, null)).toBe(tokens.accessToken);
  });
});
