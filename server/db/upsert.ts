import { sql, type SQL } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import type { Tx } from './transaction.ts';

/** A mirror table: each field of its record with the SQL type of the column of the same name in snake case. */
export interface MirrorTable<Row> {
  name: 'invoice' | 'customer' | 'term' | 'payment' | 'credit' | 'attachment';
  fields: Record<
    keyof Row & string,
    'text' | 'int' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'jsonb'
  >;
  /** Fields that tell which of two copies is the newer one, the first one first. */
  version: (keyof Row & string)[];
  /** The books can delete such records. A deletion has no version, so only a copy read after it brings the record back (E12). */
  deletable?: true;
}

/** What the mirror held before a change, without instants. */
export type Before<Row> = Omit<Row, 'booksUpdatedAt' | 'booksCreatedAt'>;

/** One record that an upsert changed; `before` is null for a new one. */
export interface Written<Row> {
  id: string;
  before: Before<Row> | null;
}

export interface UpsertBatch<Row> {
  rows: Row[];
  readAt: Date;
  /** Nobody asks what the mirror held before: `before` is null for every record. A third faster, for first imports. */
  withoutBefore?: boolean | undefined;
}

/**
 * Writes a batch in one statement and answers only the records that changed. An older version never overwrites a newer one. Two copies of
 * the same version should be equal; where they are not, the one read later wins, because it is not proven that every ledger raises the
 * version when a payment lowers the balance (facts: QuickBooks 11.4), and a paid invoice that looks open would be chased.
 */
export async function upsertNewer<Row extends { id: string }>(
  tx: Tx,
  table: MirrorTable<Row>,
  organisationId: OrganisationId,
  batch: UpsertBatch<Row>,
): Promise<Written<Row>[]> {
  if (batch.rows.length === 0) return [];
  const statement = batch.withoutBefore ? plainStatement : upsertStatement;
  const { rows } = await tx.execute<{ id: string; before: Before<Row> | null }>(
    statement(table, organisationId, batch),
  );
  return rows;
}

/** Marks records as deleted in the books; the rows stay (E12). Answers those that were not marked before, as they were. */
export async function markGone<Row extends { id: string }>(
  tx: Tx,
  table: MirrorTable<Row>,
  organisationId: OrganisationId,
  gone: { ids: Row['id'][]; readAt: Date },
): Promise<{ id: Row['id']; before: Before<Row> }[]> {
  const name = sql.identifier(table.name);
  const { rows } = await tx.execute<{ id: Row['id']; before: Before<Row> }>(sql`
    with known as (
      select * from ${name} where organisation_id = ${organisationId}
        and id = any(${sql.param(gone.ids)}::text[]) and state <> 'deleted' order by id for update
    )
    update ${name} stored set state = 'deleted',
      seen_at = greatest(stored.seen_at, ${instant(gone.readAt)})
    from known where stored.organisation_id = ${organisationId} and stored.id = known.id
    returning stored.id, ${asJson(table, 'known')} as before`);
  return rows;
}

/**
 * `changed` locks the rows that will be written in the order of their ids, so that two batches that share rows wait for each other
 * instead of deadlocking; rows that are as they were are only looked at. A row that another batch adds meanwhile is met by `on conflict`.
 */
function upsertStatement<Row>(
  table: MirrorTable<Row>,
  organisationId: OrganisationId,
  batch: UpsertBatch<Row>,
): SQL {
  const name = sql.identifier(table.name);
  const fields = Object.keys(table.fields);
  const readAt = instant(batch.readAt);
  return sql`
    with incoming as materialized (
      select ${renamed(fields)} from ${recordsOf(table, batch.rows)}
    ), changed as materialized (
      select stored.* from ${name} stored join incoming using (id)
      where stored.organisation_id = ${organisationId} and ${isNewer(table, 'stored', 'incoming', readAt)}
      order by stored.id for update of stored
    ), written as (
      insert into ${name} as stored (organisation_id, ${columnList(fields)}, seen_at)
      select ${organisationId}::uuid, ${columnList(fields, 'incoming')}, ${readAt} from incoming
      where incoming.id in (select id from changed) or not exists (
        select from ${name} held where held.organisation_id = ${organisationId} and held.id = incoming.id)
      order by incoming.id
      ${onConflict(table, readAt)}
      returning stored.id
    )
    select written.id, case when changed.id is not null then ${asJson(table, 'changed')} end as before
    from written left join changed on changed.id = written.id`;
}

function plainStatement<Row>(
  table: MirrorTable<Row>,
  organisationId: OrganisationId,
  batch: UpsertBatch<Row>,
): SQL {
  const fields = Object.keys(table.fields);
  const readAt = instant(batch.readAt);
  return sql`
    insert into ${sql.identifier(table.name)} as stored (organisation_id, ${columnList(fields)}, seen_at)
    select ${organisationId}::uuid, ${columns(fields)}, ${readAt} from ${recordsOf(table, batch.rows)}
    order by t.id
    ${onConflict(table, readAt)}
    returning stored.id, null as before`;
}

function onConflict<Row>(table: MirrorTable<Row>, readAt: SQL): SQL {
  return sql`on conflict (organisation_id, id) do update
    set ${assignments(Object.keys(table.fields))}, seen_at = excluded.seen_at
    where ${isNewer(table, 'stored', 'excluded', readAt)}`;
}

function isNewer<Row>(table: MirrorTable<Row>, stored: string, copy: string, readAt: SQL): SQL {
  const fields = Object.keys(table.fields) as (keyof Row & string)[];
  const version = (of: string) => sql`(${columnList(table.version, of)})`;
  const content = (of: string) => sql`(${columnList(fields, of)})`;
  const seen = sql`${sql.identifier(stored)}.seen_at`;
  const newer = sql`(${version(copy)} > ${version(stored)} or (${version(copy)} = ${version(stored)}
    and ${seen} <= ${readAt} and ${content(copy)} is distinct from ${content(stored)}))`;
  return table.deletable
    ? sql`(${newer} and (${seen} < ${readAt} or ${sql.identifier(stored)}.state <> 'deleted'))`
    : newer;
}

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** The batch as a table `t`, its columns named as the fields are. */
function recordsOf<Row>(table: MirrorTable<Row>, rows: Row[]): SQL {
  const shape = Object.entries<string>(table.fields).map(
    ([field, type]) => sql`${sql.identifier(field)} ${sql.raw(type)}`,
  );
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as t(${sql.join(shape, sql`, `)})`;
}

function renamed(fields: string[]): SQL {
  const names = fields.map((field) => sql`t.${sql.identifier(field)} as ${columnOf(field)}`);
  return sql.join(names, sql`, `);
}

function columns(fields: string[]): SQL {
  return sql.join(
    fields.map((field) => sql`t.${sql.identifier(field)}`),
    sql`, `,
  );
}

function columnList(fields: string[], of?: string): SQL {
  const columns = fields.map((field) =>
    of === undefined ? columnOf(field) : sql`${sql.identifier(of)}.${columnOf(field)}`,
  );
  return sql.join(columns, sql`, `);
}

function assignments(fields: string[]): SQL {
  const set = fields
    .filter((field) => field !== 'id')
    .map((field) => sql`${columnOf(field)} = excluded.${columnOf(field)}`);
  return sql.join(set, sql`, `);
}

function asJson<Row>(table: MirrorTable<Row>, of: string): SQL {
  const fields = Object.entries(table.fields).filter(([, type]) => type !== 'timestamptz');
  const pairs = fields.map(
    ([field]) => sql`${sql.raw(`'${field}'`)}, ${sql.identifier(of)}.${columnOf(field)}`,
  );
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`;
}

function columnOf(field: string): SQL {
  return sql`${sql.identifier(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))}`;
}
