import { cents } from '../../../kit/json.ts';
import { Invalid } from '../../books/problems.ts';

/** Amount of a write, in whole cents; a plain message when it is none. */
export function centsOf(value: unknown): number {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Invalid('Amount is not a valid number.');
  return cents(number);
}
