import { toMinor } from '../../../domain/money.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { findCustomersNamed, type Search } from '../../db/search.ts';
import type { Tx } from '../../db/transaction.ts';

/** Takes the typed text apart; null when nothing was typed. */
export async function toSearch(
  tx: Tx,
  organisationId: OrganisationId,
  text: string | undefined,
  currency: string | null,
): Promise<Search | null> {
  if (!text) return null;
  const customers = await findCustomersNamed(tx, organisationId, text);
  return { text, customers, amountMinor: amountIn(text, currency ?? 'USD') };
}

/**
 * The amount a person typed, `1500`, `1,500.00`, `$1500` or `1 500,00`, in minor units; null when it is none. Without a comma or point
 * near the end, whole units are meant.
 */
export function amountIn(text: string, currency: string): number | null {
  const plain = text.replaceAll(/[\s'’$€£]/g, '');
  const decimal = /^\d+,\d{1,2}$/.test(plain) ? plain.replace(',', '.') : plain.replaceAll(',', '');
  const isAmount = /^\d{1,12}(\.\d{1,3})?$/.test(decimal);
  return isAmount ? toMinor(decimal, currency) : null;
}
