import { asId, type CustomerId } from '../../domain/ids.ts';
import type { Refunds } from '../books.ts';
import type { Client } from './client.ts';
import { idsPerQuery } from './limits.ts';
import { idIn, page, where } from './query.ts';
import { rowsOf } from './read.ts';
import { idOf, isDeleted } from './to-record.ts';

/**
 * To whom refunds went. A deleted one, and one that does not say, may have been anybody's: of a record that only tells us where to look,
 * nothing is worth being called unreadable.
 */
export function toRefunds(rows: readonly unknown[]): Refunds {
  const customers = rows.map(customerOf);
  return {
    customerIds: [...new Set(customers.filter((id) => id !== null))],
    ofAnybody: customers.includes(null),
  };
}

function customerOf(row: unknown): CustomerId | null {
  if (isDeleted(row) || typeof row !== 'object' || row === null || !('CustomerRef' in row))
    return null;
  const { CustomerRef: reference } = row;
  if (typeof reference !== 'object' || reference === null || !('value' in reference)) return null;
  return typeof reference.value === 'string' ? asId<CustomerId>(reference.value) : null;
}

export async function readRefunds(client: Client, ids: readonly string[]): Promise<Refunds> {
  const asked = [...new Set(ids)];
  const rows: unknown[] = [];
  for (let from = 0; from < asked.length; from += idsPerQuery) {
    const some = asked.slice(from, from + idsPerQuery);
    rows.push(...(await rowsOf(client, 'RefundReceipt', page(where(idIn(some))))));
  }
  const found = new Set(rows.map(idOf));
  const { customerIds, ofAnybody } = toRefunds(rows);
  return { customerIds, ofAnybody: ofAnybody || asked.some((id) => !found.has(id)) };
}
