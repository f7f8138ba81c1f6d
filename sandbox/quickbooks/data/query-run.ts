import type { JsonObject } from '../json.ts';
import { asList, asText, at } from '../json.ts';
import { pacificDay, parseWhen } from '../pacific-time.ts';
import { faults } from './faults.ts';
import type { Condition, Statement } from './query-parse.ts';
import { parseQuery } from './query-parse.ts';
import type { Realm } from './realm.ts';
import type { EntitySpec, FieldType } from './specs.ts';
import { findSpec, isEmptyKind } from './specs.ts';
import type { Row } from './table.ts';
import { compareIds } from './table.ts';

type Test = (entity: JsonObject) => boolean;
type Compare = (a: Row, b: Row) => number;

/** Answers `GET|POST /query`: the inner part of `{"QueryResponse": …}`. `present` adds what is made at read time. */
export function runQuery(
  realm: Realm,
  text: string,
  present: (spec: EntitySpec, entity: JsonObject) => JsonObject,
): JsonObject {
  const statement = parseQuery(text);
  const spec = findSpec(statement.entity);
  if (!spec && isEmptyKind(statement.entity))
    return statement.select === 'count' ? { totalCount: 0 } : {};
  if (!spec) throw faults.queryInvalid(`invalid context declaration: ${statement.entity}`);
  checkProjection(spec, statement);
  const rows = matchingRows(realm, spec, statement);
  if (statement.select === 'count') return { totalCount: rows.length };
  const page = rows.slice(statement.start - 1, statement.start - 1 + statement.max);
  if (page.length === 0) return {};
  const entities = page.map((row) => project(present(spec, row.entity), statement.select));
  return { [spec.name]: entities, startPosition: statement.start, maxResults: entities.length };
}

function checkProjection(spec: EntitySpec, statement: Statement): void {
  if (!Array.isArray(statement.select)) return;
  for (const field of statement.select) {
    const [first = ''] = field.split('.');
    if (!spec.known.has(first))
      throw faults.queryInvalid(`Property ${field} not found for Entity ${spec.name}`);
  }
}

function project(entity: JsonObject, select: Statement['select']): JsonObject {
  if (!Array.isArray(select)) return entity;
  const picked: JsonObject = { domain: 'QBO', sparse: true };
  for (const field of select) {
    const [first = ''] = field.split('.');
    const value = entity[first];
    if (value !== undefined) picked[first] = value;
  }
  return picked;
}

/** The whole ordered result; kept until the table changes so that paging through it costs one scan. */
function matchingRows(realm: Realm, spec: EntitySpec, statement: Statement): readonly Row[] {
  const table = realm.table(spec.name);
  const hidden = hidesInactive(spec, statement.where);
  const ascending = statement.orderBy.length === 1 && statement.orderBy[0]?.descending === false;
  if (ascending && statement.where.length === 0 && !hidden) {
    if (statement.orderBy[0]?.field === 'Id') return table.byId.list;
    if (statement.orderBy[0]?.field === 'MetaData.LastUpdatedTime') return table.byUpdate.list;
  }
  const key = JSON.stringify([spec.name, statement.where, statement.orderBy]);
  return realm.results.get(key, table.version, () => {
    const tests = toTests(spec, statement.where);
    if (hidden) tests.push((entity) => entity['Active'] !== false);
    const found = table.byId.list.filter((row) => tests.every((test) => test(row.entity)));
    return found.sort(toOrder(spec, statement));
  });
}

function hidesInactive(spec: EntitySpec, where: Condition[]): boolean {
  return (
    spec.kind === 'name' && !where.some((condition) => condition.field.toLowerCase() === 'active')
  );
}

function filterType(spec: EntitySpec, field: string): { name: string; type: FieldType } {
  const wanted = field.toLowerCase().replace(/\.value$/, '');
  for (const [name, type] of Object.entries(spec.filters)) {
    if (name.toLowerCase() === field.toLowerCase() || name.toLowerCase() === wanted)
      return { name, type };
  }
  const [first = ''] = field.split('.');
  if (!spec.known.has(first))
    throw faults.queryInvalid(`Property ${field} not found for Entity ${spec.name}`);
  throw faults.queryInvalid(`property '${field}' is not queryable`);
}

function toTests(spec: EntitySpec, where: Condition[]): Test[] {
  const own = where.filter(
    (condition) => !condition.field.toLowerCase().startsWith('attachableref.'),
  );
  const linked = where.filter((condition) => !own.includes(condition));
  const tests = own.map((condition) => toTest(spec, condition));
  if (linked.length > 0) tests.push(linkTest(spec, linked));
  return tests;
}

/** All conditions on AttachableRef must hold for one and the same link. */
function linkTest(spec: EntitySpec, conditions: Condition[]): Test {
  const checks = conditions.map((condition) => {
    const { name, type } = filterType(spec, condition.field);
    const member = name.endsWith('.value') ? 'value' : 'type';
    const matches = matcher(type, condition);
    return (link: JsonObject) => matches(asText(at(link, 'EntityRef', member)));
  });
  return (entity) =>
    asList(entity['AttachableRef']).some((link) => checks.every((check) => check(link)));
}

function toTest(spec: EntitySpec, condition: Condition): Test {
  const { name, type } = filterType(spec, condition.field);
  const matches = matcher(type, condition);
  const read = reader(name, type);
  return (entity) => matches(read(entity));
}

function reader(name: string, type: FieldType): (entity: JsonObject) => string {
  const path = name.split('.');
  if (type === 'ref') return (entity) => asText(at(entity, name, 'value'));
  if (name === 'PrimaryEmailAddr') return (entity) => asText(at(entity, name, 'Address'));
  if (path.length === 1) return (entity) => asText(entity[name]);
  return (entity) => asText(at(entity, ...path));
}

function matcher(type: FieldType, condition: Condition): (value: string) => boolean {
  if (condition.operator === 'IN') {
    const wanted = new Set(condition.values.map((value) => normal(type, value)));
    return (value) => wanted.has(normal(type, value));
  }
  const [expected = ''] = condition.values;
  if (condition.operator === 'LIKE') return likeMatcher(expected);
  const right = normal(type, expected);
  switch (condition.operator) {
    case '=':
      return (value) => normal(type, value) === right;
    case '<':
      return (value) => value !== '' && normal(type, value) < right;
    case '>':
      return (value) => value !== '' && normal(type, value) > right;
    case '<=':
      return (value) => value !== '' && normal(type, value) <= right;
    case '>=':
      return (value) => value !== '' && normal(type, value) >= right;
  }
}

/** Instants and numbers compare as numbers, everything else as text. */
function normal(type: FieldType, value: string): string | number {
  if (type === 'instant') return readInstant(value);
  if (type === 'number') return readAmount(value);
  if (type === 'day') return value.length > 10 ? pacificDay(parseWhen(value)) : value;
  if (type === 'id') return value.padStart(24, '0');
  return type === 'boolean' ? value.toLowerCase() : value;
}

function readInstant(value: string): number {
  const ms = parseWhen(value);
  if (Number.isNaN(ms)) throw faults.queryInvalid(`Invalid date time value: ${value}`);
  return ms;
}

function readAmount(value: string): number {
  const number = Number(value);
  if (Number.isNaN(number)) throw faults.queryInvalid(`Invalid number value: ${value}`);
  return number;
}

function likeMatcher(pattern: string): (value: string) => boolean {
  const source = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${source.join('.*')}$`, 'is');
  return (value) => expression.test(value);
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
    asText(row.entity['FullyQualifiedName'] ?? row.entity['Name']).toLowerCase();
  return (a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : compareIds(a.id, b.id));
}

function fieldOrder(spec: EntitySpec, field: string, descending: boolean): Compare {
  const { name, type } = filterType(spec, field);
  const sign = descending ? -1 : 1;
  if (name === 'Id') return (a, b) => sign * compareIds(a.id, b.id);
  if (name === 'MetaData.LastUpdatedTime') return (a, b) => sign * (a.updatedMs - b.updatedMs);
  const read = reader(name, type);
  const value = (row: Row): string | number => {
    const text = read(row.entity);
    return text === '' ? '' : normal(type, text);
  };
  return (a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0);
}
