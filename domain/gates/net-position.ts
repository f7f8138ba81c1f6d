import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('net-position');

/**
 * E4, E5: what the customer owes in this currency less what it paid on account or is owed. With nothing left there is nothing to chase,
 * although the invoice itself is still open. Customers who are billed together count as one (E28).
 */
export const netPosition: Gate = ({ position }) => {
  if (position === null) return pass('no-credit');
  const { openMinor, creditMinor, currency } = position;
  const netMinor = openMinor - creditMinor;
  const saw = { openMinor, creditMinor, netMinor, currency };
  if (!Number.isSafeInteger(netMinor)) return hold('unreadable', { currency });
  if (creditMinor <= 0) return pass('no-credit', saw);
  return netMinor > 0 ? pass('owed', saw) : hold('covered', saw);
};
