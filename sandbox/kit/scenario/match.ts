import type { z } from 'zod';

type Json = z.core.util.JSONType;

/** Where an answer differs from the part that is expected of it; null when it does not. Lists compare item by item. */
export function findDifference(actual: unknown, expected: Json, path = ''): string | null {
  if (expected === null || typeof expected !== 'object') {
    if (actual === expected) return null;
    return `${path || 'answer'} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  }
  if (typeof actual !== 'object' || actual === null)
    return `${path || 'answer'} is ${JSON.stringify(actual)}`;
  for (const [name, value] of Object.entries(expected)) {
    const member = (actual as Record<string, unknown>)[name];
    const inner = findDifference(member, value as Json, path === '' ? name : `${path}.${name}`);
    if (inner !== null) return inner;
  }
  return null;
}
