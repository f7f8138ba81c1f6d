import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, at } from '../../kit/json.ts';
import { fieldOf, normal, readInstant, readerOf } from './query-fields.ts';
import type { Condition } from './query-parse.ts';
import type { Row } from './row.ts';
import type { EntitySpec, FieldType } from './specs.ts';

export type Test = (row: Row) => boolean;

/** The conditions of a statement as tests of one row. */
export function toTests(spec: EntitySpec, where: Condition[]): Test[] {
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
    const { name, type } = fieldOf(spec, condition.field);
    const member = name.endsWith('.value') ? 'value' : 'type';
    const matches = matcher(type, condition);
    return (link: JsonObject) => matches(asText(at(link, 'EntityRef', member)));
  });
  return ({ entity }) =>
    asList(entity['AttachableRef']).some((link) => checks.every((check) => check(link)));
}

function toTest(spec: EntitySpec, condition: Condition): Test {
  const field = fieldOf(spec, condition.field);
  if (field.name === 'MetaData.LastUpdatedTime') return stampTest(condition);
  const matches = matcher(field.type, condition);
  const read = readerOf(field);
  return (row) => matches(read(row));
}

/** Rows know this stamp as a number, so a sweep over a million of them reads no text. */
function stampTest({ operator, values }: Condition): Test {
  const wanted = values.map(readInstant);
  const [right = Number.NaN] = wanted;
  switch (operator) {
    case '<':
      return (row) => row.updatedMs < right;
    case '>':
      return (row) => row.updatedMs > right;
    case '<=':
      return (row) => row.updatedMs <= right;
    case '>=':
      return (row) => row.updatedMs >= right;
    default:
      return (row) => wanted.includes(row.updatedMs);
  }
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

function likeMatcher(pattern: string): (value: string) => boolean {
  const source = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${source.join('.*')}$`, 'is');
  return (value) => expression.test(value);
}
