/** Where a rule goes in the order of priority: one place up or down, or to a place counted from 1. */
export type Move = 'up' | 'down' | number;

/**
 * The ids in their new order; places beyond the ends are the ends. Undefined when `id` is not among them, and when nothing would change.
 */
export function moved(ids: readonly string[], id: string, to: Move): string[] | undefined {
  const from = ids.indexOf(id);
  if (from < 0) return undefined;
  const wanted = { up: from - 1, down: from + 1 };
  const place = typeof to === 'number' ? to - 1 : wanted[to];
  const index = Math.min(Math.max(place, 0), ids.length - 1);
  if (index === from) return undefined;
  return ids.toSpliced(from, 1).toSpliced(index, 0, id);
}
