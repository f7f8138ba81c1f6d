import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('net-position');

/**
 * E4, E5: what the customer owes in this currency less what it paid on account or is owed. With nothing left there is nothing to chase,
 * although the invoice itself is still open, unless the owner chases the whole amount and shows the credit. Customers who are billed
 * together count as one (E28).
 */
export const netPosition: Gate = ({ position, organisation: { sending } }) => {
  if (position === null) return pass('no-credit');
  const { openMinor, creditMinor, currency } = position;
  const netMinor = openMinor - creditMinor;
  const saw = { openMinor, creditMinor, netMinor, currency };
  if (!Number.isSafeInteger(netMinor)) return hold('unreadable', { currency });
  if (creditMinor <= 0) return pass('no-credit');
  if (sending.credits === 'show') return pass('shown', saw);
  const tolerance = sending.tolerances[currency] ?? 0;
  return netMinor > tolerance ? pass('owed', saw) : hold('covered', saw);
};
