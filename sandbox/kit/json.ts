/** JSON as the API speaks it. Entities stay plain JSON: the stand-in must not know more than the wire shows. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object itself, or an empty one when the value is anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of a list; anything else counts as an empty list. */
export function asList(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function asText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Follows a path of object members; undefined when one is missing. */
export function at(value: Json | undefined, ...path: string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return found;
}

/** `{value}` of a reference such as CustomerRef, or '' when there is none. */
export function refOf(entity: JsonObject, name: string): string {
  return asText(at(entity, name, 'value'));
}

/** Amounts are added in cents, so that 0.1 + 0.2 stays 0.3. */
export function cents(value: Json | undefined): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? Math.round(number * 100) : 0;
}

export function fromCents(value: number): number {
  return value / 100;
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
