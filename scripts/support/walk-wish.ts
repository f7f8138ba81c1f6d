import { parseArgs } from 'node:util';
import { walkBooks, type WalkBooksName } from './walk-books.ts';

export interface WalkWish {
  books: WalkBooksName;
  asJson: boolean;
}

/** What was asked of the walk, or why it cannot be, naming what there is. */
export function readWish(args: string[]): WalkWish | { complaint: string } {
  const read = readArguments(args);
  if ('complaint' in read) return read;
  const { values, positionals } = read;
  const situation = positionals.find((one) => one !== 'overdue');
  if (situation !== undefined) return { complaint: `there is no ${situation}; there is: overdue` };
  const { books = 'quickbooks', json = false } = values;
  if (isKnown(books)) return { books, asJson: json };
  return { complaint: `there are no books ${books}; there are: ${all.join(', ')}` };
}

const all = Object.keys(walkBooks);
const isKnown = (name: string): name is WalkBooksName => all.includes(name);

function readArguments(args: string[]) {
  const options = { books: { type: 'string' }, json: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return { complaint: error instanceof Error ? error.message : String(error) };
  }
}
