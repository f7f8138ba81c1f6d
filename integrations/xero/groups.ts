import type { Customer } from '../../domain/invoice/invoice.ts';
import type { Client } from './client.ts';
import { listOf } from './fields.ts';
import { toGroup } from './to-customer.ts';

/** All contact groups, at most a hundred (facts: Xero 3.2). Deleted ones stay listed for a while and are left out. */
export async function readGroups(client: Client): Promise<Customer[]> {
  const wrapper = await client.get('ContactGroups', 'ContactGroups');
  return listOf(wrapper['ContactGroups'])
    .map(toGroup)
    .filter(({ active }) => active);
}
