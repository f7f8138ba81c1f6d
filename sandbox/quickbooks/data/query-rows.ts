import { asText } from '../../kit/json.ts';
import { fieldOf, normal, readerOf } from './query-fields.ts';
import type { Condition, Statement } from './query-parse.ts';
import { toTests } from './query-tests.ts';
import type { Realm } from './realm.ts';
import type { Row } from './row.ts';
import type { EntitySpec } from './specs.ts';
import type { Table } from './table.ts';
import { compareIds } from './table.ts';

type Compare = (a: Row, b: Row) => number;

/** The whole ordered result; kept until the table changes so that paging through it costs one scan. */
export function matchingRows(realm: Realm, spec: EntitySpec, statement: Statement): readonly Row[] {
  const table = realm.table(spec.name);
  const hidden = hidesInactive(spec, statement.where);
  const ascending = statement.orderBy.length === 1 && statement.orderBy[0]?.descending === false;
  const orderedBy = ascending ? statement.orderBy[0]?.field : undefined;
  if (statement.where.length === 0 && !hidden) {
    if (orderedBy === 'Id' || statement.select === 'count') return table.byId.list;
    if (orderedBy === 'MetaData.LastUpdatedTime') return table.byUpdate.list;
  }
  const key = JSON.stringify([spec.name, statement.where, statement.orderBy]);
  return realm.results.get(key, table.version, () => {
    const tests = toTests(spec, statement.where);
    if (hidden) tests.push((row) => (row.peek('Active') ?? row.entity['Active']) !== false);
    const { rows, order } = candidates(table, statement.where, orderedBy);
    const found = rows.filter((row) => tests.every((test) => test(row)));
    return orderedBy === order ? found : found.sort(toOrder(spec, statement));
  });
}

function hidesInactive(spec: EntitySpec, where: Condition[]): boolean {
  return (
    spec.kind === 'name' && !where.some((condition) => condition.field.toLowerCase() === 'active')
  );
}

/** Rows that can match at all, and how they are ordered: those whose ids are asked for, else everything. */
function candidates(
  table: Table,
  where: Condition[],
  orderedBy: string | undefined,
): { rows: readonly Row[]; order?: string } {
  const ids = where.find(({ field, operator }) => field === 'Id' && /^(=|IN)$/.test(operator));
  if (ids) {
    const found = [...new Set(ids.values)].map((id) => table.find(id));
    return { rows: found.filter((row) => row !== undefined) };
  }
  if (orderedBy === 'MetaData.LastUpdatedTime')
    return { rows: table.byUpdate.list, order: orderedBy };
  return { rows: table.byId.list, order: 'Id' };
}

function toOrder(spec: EntitySpec, statement: Statement): Compare {
  // Nobody may rely on a default order: names come by name, the rest newest id first (facts: QuickBooks 10.2, rule 7).
  if (statement.orderBy.length === 0) return defaultOrder(spec);
  const parts = statement.orderBy.map(({ field, descending }) =>
    fieldOrder(spec, field, descending),
  );
  return (a, b) => {
    for (const part of parts) {
      const order = part(a, b);
      if (order !== 0) return order;
    }
    return compareIds(a.id, b.id);
  };
}

function defaultOrder(spec: EntitySpec): Compare {
  if (spec.kind !== 'name') return (a, b) => compareIds(b.id, a.id);
  const name = (row: Row): string =>
    (
      row.peek('FullyQualifiedName') ??
      asText(row.entity['FullyQualifiedName'] ?? row.entity['Name'])
    ).toLowerCase();
  return (a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : compareIds(a.id, b.id));
}

function fieldOrder(spec: EntitySpec, name: string, descending: boolean): Compare {
  const field = fieldOf(spec, name);
  const sign = descending ? -1 : 1;
  if (field.name === 'Id') return (a, b) => sign * compareIds(a.id, b.id);
  if (field.name === 'MetaData.LastUpdatedTime')
    return (a, b) => sign * (a.updatedMs - b.updatedMs);
  const read = readerOf(field);
  const value = (row: Row): string | number => {
    const text = read(row);
    return text === '' ? '' : normal(field.type, text);
  };
  return (a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0);
}
