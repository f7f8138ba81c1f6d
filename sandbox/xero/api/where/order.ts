import type { Org } from '../../books/org.ts';
import { faults } from '../faults.ts';
import type { Fields, Value } from './fields.ts';

/** `UpdatedDateUTC ASC, InvoiceID DESC` as a comparison; equal records keep the order they were made in. */
export function parseOrder<T>(order: string, fields: Fields<T>, org: Org): (a: T, b: T) => number {
  const keys = order.split(',').map((part) => {
    const [, name = '', direction = 'ASC'] = /^\s*([\w.]+)(?:\s+(\w+))?\s*$/.exec(part) ?? [];
    const read = fields[name.toLowerCase()];
    if (!read || !/^(asc|desc)$/i.test(direction))
      throw faults.query(`No property or field '${part.trim()}' exists in this type`);
    return { read, sign: /^desc$/i.test(direction) ? -1 : 1 };
  });
  return (a, b) => {
    for (const { read, sign } of keys) {
      const difference = rank(read(a, org), read(b, org));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

function rank(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
