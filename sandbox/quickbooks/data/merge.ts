import type { Json, JsonObject } from '../../kit/json.ts';
import { isObject } from '../../kit/json.ts';
import { faults } from './faults.ts';
import type { EntitySpec } from './specs.ts';

/**
 * The next version of an object. Sparse: what the body names changes. Full: writable members that the body leaves out are
 * cleared (facts: QuickBooks 2.3). Members that only QuickBooks writes always stay.
 */
export function mergeBody(
  spec: EntitySpec,
  before: JsonObject,
  body: JsonObject,
  sparse: boolean,
): JsonObject {
  const next: JsonObject = {};
  for (const [name, value] of Object.entries(before)) {
    if (sparse || spec.readOnly.has(name)) next[name] = value;
  }
  for (const [name, value] of Object.entries(body)) {
    if (!spec.readOnly.has(name)) next[name] = value;
  }
  for (const name of spec.required) if (next[name] === undefined) throw faults.missing(name);
  return dropBlanks(next);
}

/** Empty texts, `{Address: ''}` and nulls clear a member: QuickBooks never prints them back. */
export function dropBlanks(entity: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(entity).filter(([, value]) => !isBlank(value)));
}

function isBlank(value: Json): boolean {
  if (value === '' || value === null) return true;
  return (
    isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((member) => member === '')
  );
}
