import { parseAddresses } from '../../../domain/invoice/addresses.ts';

export type AddressProblem = 'too-long' | 'bad-address' | 'unchanged';

/**
 * Why the text cannot be written as a customer's address, of which the books hold `most` characters; null when it can. An empty field is
 * allowed: it takes the address away.
 */
export function addressProblem(
  text: string,
  known: string | null,
  most: number,
): AddressProblem | null {
  const wanted = text.trim();
  if (wanted === (known ?? '').trim()) return 'unchanged';
  if ([...wanted].length > most) return 'too-long';
  return parseAddresses(wanted).bad.length > 0 ? 'bad-address' : null;
}

/** Whether mail could be addressed with what an invoice and its customer hold; the invoice's own address wins (E31). */
export function recipientState(
  invoiceEmail: string | null,
  customerEmail: string | null,
): 'usable' | 'bad' | 'missing' {
  const found = [parseAddresses(invoiceEmail), parseAddresses(customerEmail)];
  if (found.some(({ usable }) => usable.length > 0)) return 'usable';
  return found.some(({ bad }) => bad.length > 0) ? 'bad' : 'missing';
}
