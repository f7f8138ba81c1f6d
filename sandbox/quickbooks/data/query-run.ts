import type { JsonObject } from '../../kit/json.ts';
import type { Place } from './commit.ts';
import { faults } from './faults.ts';
import { present, printRow } from './present.ts';
import { printJson } from './print.ts';
import type { Statement } from './query-parse.ts';
import { parseQuery } from './query-parse.ts';
import { matchingRows } from './query-rows.ts';
import type { Row } from './row.ts';
import type { EntitySpec } from './specs.ts';
import { findSpec, isEmptyKind } from './specs.ts';

/** Rows found, before anything is printed. */
export interface QueryResult {
  place: Place;
  spec: EntitySpec | undefined;
  statement: Statement;
  total: number;
  page: readonly Row[];
}

/** Answers `GET|POST /query` (facts: QuickBooks 4.1). */
export function runQuery(place: Place, text: string): QueryResult {
  const statement = parseQuery(text);
  const spec = findSpec(statement.entity);
  const nothing = { place, spec, statement, total: 0, page: [] };
  if (!spec && isEmptyKind(statement.entity)) return nothing;
  if (!spec) throw faults.queryInvalid(`invalid context declaration: ${statement.entity}`);
  checkProjection(spec, statement);
  const rows = matchingRows(place.realm, spec, statement);
  const page =
    statement.select === 'count'
      ? []
      : rows.slice(statement.start - 1, statement.start - 1 + statement.max);
  return { ...nothing, total: rows.length, page };
}

function checkProjection(spec: EntitySpec, statement: Statement): void {
  if (!Array.isArray(statement.select)) return;
  for (const field of statement.select) {
    const [first = ''] = field.split('.');
    if (!spec.known.has(first))
      throw faults.queryInvalid(`Property ${field} not found for Entity ${spec.name}`);
  }
}

/** The inner part of `{"QueryResponse": …}` as an object. */
export function showResult({ place, spec, statement, total, page }: QueryResult): JsonObject {
  if (statement.select === 'count') return { totalCount: total };
  if (!spec || page.length === 0) return {};
  const entities = page.map((row) =>
    project(present(place.box, place.realm, spec, row.entity), statement.select),
  );
  return { [spec.name]: entities, startPosition: statement.start, maxResults: entities.length };
}

/** The same as text, row by row: a thousand of them would cost too much as objects. */
export function printResult(result: QueryResult): string {
  const { place, spec, statement, page } = result;
  if (!spec || page.length === 0 || statement.select !== '*') return printJson(showResult(result));
  const rows = page.map((row) => printRow(place.box, place.realm, spec, row));
  return `{"${spec.name}":[${rows.join(',')}],"startPosition":${statement.start},"maxResults":${rows.length}}`;
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
