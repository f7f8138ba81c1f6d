import { z } from 'zod';
import { Invalid } from '../../domain/errors.ts';

/** Opaque mark of the place after the last row of a page. */
export function toCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads a mark of ours; null when there is none. Throws Invalid for one that we did not make. */
export function fromCursor<Place extends z.ZodType>(
  schema: Place,
  cursor: string | undefined,
): z.output<Place> | null {
  if (cursor === undefined) return null;
  const result = schema.safeParse(parse(cursor));
  if (result.success) return result.data;
  throw new Invalid('list.cursor', 'not a cursor of this list', [
    { path: 'cursor', code: 'list.cursor', message: 'not a cursor of this list' },
  ]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A page from one row more than it holds: the surplus row only tells that there is a next page. */
export function cutPage<Row>(
  rows: Row[],
  limit: number,
  placeOf: (last: Row) => unknown,
): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? toCursor(placeOf(last)) : null;
  return { rows: page, next };
}
