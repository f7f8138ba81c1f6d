import { randomUUID } from 'node:crypto';
import type { GrantedAccess } from '../../../integrations/books.ts';
import { addGrant, lockGrantByKey, replaceTokens } from '../../db/grants.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Secrets } from '../../secrets.ts';
import { booksIndexOf, tokenColumns } from './sealed-tokens.ts';

/**
 * Stores the tokens of a consent in the caller's transaction, which sees system work; answers the grant's id. Tokens that the vendor hangs
 * on the same company or person take the place of the old ones, for everybody who shares them.
 */
export async function saveGrant(
  tx: Tx,
  secrets: Secrets,
  provider: string,
  { key, tokens }: Pick<GrantedAccess, 'key' | 'tokens'>,
): Promise<string> {
  const keyIndex = booksIndexOf(secrets, provider, key);
  const known = await lockGrantByKey(tx, provider, keyIndex);
  const id = known?.id ?? randomUUID();
  const columns = tokenColumns(secrets, id, tokens);
  if (known) await replaceTokens(tx, id, columns);
  else await addGrant(tx, { id, provider, keyIndex, ...columns });
  return id;
}
