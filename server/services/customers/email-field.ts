import { Invalid } from '../../../domain/errors.ts';
import { parseAddresses } from '../../../domain/invoice/addresses.ts';

/**
 * What a person typed, as one field of the books: each address once, without display names, joined by a comma and a space (E31). Null
 * for an empty text, which takes the address away. Throws Invalid, which names each bad address, or the characters and how many fit.
 */
export function toEmailField(text: string | null, maxLength: number): string | null {
  const { usable, bad } = parseAddresses(text);
  if (bad.length > 0)
    throw new Invalid(
      'customer.email-bad',
      'not an address',
      bad.map((one) => issue('customer.email-bad', one)),
    );
  const field = usable.join(', ');
  if (field.length > maxLength) {
    const code = 'customer.email-too-long';
    throw new Invalid(code, 'too long for the books', [
      issue(code, `${field.length} / ${maxLength}`),
    ]);
  }
  return field === '' ? null : field;
}

const issue = (code: string, message: string) => ({ path: 'email', code, message });
