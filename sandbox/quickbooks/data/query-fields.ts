import type { JsonObject } from '../../kit/json.ts';
import { asText, at } from '../../kit/json.ts';
import { pacificDay, parseWhen } from '../pacific-time.ts';
import { faults } from './faults.ts';
import type { Row } from './row.ts';
import type { EntitySpec, FieldType } from './specs.ts';
import type { Table } from './table.ts';

export interface Field {
  name: string;
  type: FieldType;
}

/** The member a query names, in any case; 4001 when there is none or it cannot be filtered. */
export function fieldOf(spec: EntitySpec, field: string): Field {
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

/** Reads a member as text; a generated row tells most of them without being made. */
export function readerOf({ name, type }: Field): (row: Row) => string {
  if (name === 'Id') return (row) => row.id;
  const read = memberReader(name, type);
  return (row) => row.peek(name) ?? read(row.entity);
}

function memberReader(name: string, type: FieldType): (entity: JsonObject) => string {
  const path = name.split('.');
  if (type === 'ref') return (entity) => asText(at(entity, name, 'value'));
  if (name === 'PrimaryEmailAddr') return (entity) => asText(at(entity, name, 'Address'));
  if (path.length === 1) return (entity) => asText(entity[name]);
  return (entity) => asText(at(entity, ...path));
}

/** Live objects whose member reads exactly so, without making the generated ones that do not. */
export function* rowsWhere(table: Table, field: Field, value: string): Generator<Row> {
  const read = readerOf(field);
  for (const row of table.byId.list) if (read(row) === value) yield row;
}

/** Instants and numbers compare as numbers, everything else as text. */
export function normal(type: FieldType, value: string): string | number {
  if (type === 'instant') return readInstant(value);
  if (type === 'number') return readAmount(value);
  if (type === 'day') return value.length > 10 ? pacificDay(parseWhen(value)) : value;
  if (type === 'id') return value.padStart(24, '0');
  return type === 'boolean' ? value.toLowerCase() : value;
}

export function readInstant(value: string): number {
  const ms = parseWhen(value);
  if (Number.isNaN(ms)) throw faults.queryInvalid(`Invalid date time value: ${value}`);
  return ms;
}

function readAmount(value: string): number {
  const number = Number(value);
  if (Number.isNaN(number)) throw faults.queryInvalid(`Invalid number value: ${value}`);
  return number;
}
